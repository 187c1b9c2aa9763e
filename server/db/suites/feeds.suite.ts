import { expect, test } from 'vitest'
import type { FeedName } from '../../../contract/ids.ts'
import type { Change } from '../../../contract/sync.ts'
import type { Store } from '../store.ts'
import { head, key, linked, newId, news, newUser, refused, room, said, say, seen, send, type TestUser, type World } from './kit.ts'

export function feedsSuite(store: World): void {
  test('S1 every number below the head has been seen when the head is, however many write', async () => {
    const people = await Promise.all(Array.from({ length: 6 }, () => newUser(store())))
    const [reader] = people
    if (!reader) throw new Error('no people')
    const { id } = await room(store(), people)
    const writing = people.map(async (person) => {
      for (let i = 0; i < 15; i += 1) await say(store(), person, id, { text: `${i}`, at: 2_000 + i })
    })
    const done = Promise.all(writing)
    const found = await follow(store(), reader, done)
    const messages = found.filter(({ kind }) => kind === 'message').map((change) => change.id)
    expect(new Set(messages).size).toBe(6 * 15)
    const { messages: page } = await store().messages.page({ user: reader.user, conversation: id, limit: 100 })
    expect(new Set(page.map(({ entity }) => entity.id))).toEqual(new Set(messages))
  })

  test('S2 a feed holds one row per entity, and it moves to the head', async () => {
    const alice = await linked(store())
    await alice.apply([said('one')])
    await alice.apply([said('two', { at: 1_001 })])
    const { changes, to } = await news(store(), alice, 0)
    const ids = changes.map(({ kind, id }) => `${kind} ${id}`)
    expect(new Set(ids).size).toBe(ids.length)
    expect(to).toBe(await head(store(), alice))
    expect((await news(store(), alice, to - 2)).changes.map(({ kind }) => kind)).toEqual(['conversation', 'message'])
  })

  test('S3 a change is the entity as it is now', async () => {
    const alice = await linked(store())
    await alice.apply([said('one')])
    const from = await head(store(), alice)
    await store().users.update({ user: alice.user, name: 'A' })
    await store().users.update({ user: alice.user, name: 'B' })
    const { changes } = await news(store(), alice, from)
    expect(changes.filter(({ kind }) => kind === 'me')).toMatchObject([{ rev: 5, entity: { name: 'B' } }])
  })

  test('S10 a cursor beyond the head wants a reset', async () => {
    const alice = await newUser(store())
    const at = await head(store(), alice)
    const pull = (from: number) => store().feeds.changes({ user: alice.user, feed: alice.feed, from, limit: 9 })
    expect(await pull(at)).toEqual({ reset: false, feed: alice.feed, from: at, to: at, more: false, changes: [] })
    expect(await pull(at + 1)).toEqual({ reset: true })
  })

  test('S10 forgotten changes raise the floor, and everything but messages stays', async () => {
    const alice = await linked(store())
    await alice.apply([said('old')], { at: 1_000 })
    const old = await head(store(), alice)
    await alice.apply([said('new')], { at: 2_000 })
    expect(await store().feeds.prune({ before: 1_500, most: 10_000 })).toBeGreaterThanOrEqual(1)
    expect(await store().feeds.changes({ user: alice.user, feed: alice.feed, from: 0, limit: 9 })).toEqual({ reset: true })
    expect((await news(store(), alice, old)).changes).toMatchObject([
      { kind: 'conversation' },
      { kind: 'message', entity: { text: 'new' } },
    ])
    expect(await store().feeds.prune({ before: 1_500, most: 10_000 })).toBe(0)
  })

  test('S11 a snapshot has everything but messages, and a cursor from which nothing is new', async () => {
    const alice = await linked(store())
    await alice.apply([said('one')])
    const { cursors, changes } = await store().feeds.snapshot({ user: alice.user })
    expect(changes.map(({ kind }) => kind).sort()).toEqual(['account', 'account', 'conversation', 'me'])
    expect((await news(store(), alice, cursors[alice.feed] ?? -1)).changes).toEqual([])
  })

  test('S13 other people’s feeds are unknown', async () => {
    const [alice, eve] = [await newUser(store()), await newUser(store())]
    const pull = (feed: FeedName) => store().feeds.changes({ user: eve.user, feed, from: 0, limit: 9 })
    await expect(pull(alice.feed)).rejects.toEqual(refused('not-found'))
    await expect(pull(`r:${newId<string>()}` as FeedName)).rejects.toEqual(refused('not-found'))
    await expect(store().feeds.snapshot({ user: newId() })).rejects.toEqual(refused('not-found'))
  })

  test('a feed is read in pages without a gap', async () => {
    const alice = await linked(store())
    await alice.apply([1, 2, 3, 4, 5].map((n) => said(`m${n}`, { at: 1_000 + n })))
    const all = await news(store(), alice, 0)
    const pages: Change[] = []
    let from = 0
    for (let more = true; more; ) {
      const page = await store().feeds.changes({ user: alice.user, feed: alice.feed, from, limit: 2 })
      if (page.reset) throw new Error('reset')
      expect(page.from).toBe(from)
      expect(page.changes.length).toBeLessThanOrEqual(2)
      pages.push(...page.changes)
      from = page.to
      more = page.more
    }
    expect([pages, from]).toEqual([all.changes, all.to])
  })

  test('a message’s version rises with all that happens to it', async () => {
    const alice = await linked(store())
    await alice.apply([said('one')])
    const { conversations } = await seen(store(), alice)
    const { id } = await send(store(), alice, conversations[0]?.id ?? newId())
    const lease = { account: alice.account, epoch: alice.epoch, message: id }
    const revs: number[] = []
    const look = async () => revs.push((await news(store(), alice, 0)).changes.find((change) => change.id === id)?.rev ?? 0)
    await look()
    await store().messages.sending(lease)
    await look()
    await store().messages.finish({ ...lease, result: { state: 'sent', keys: [key('k')], at: 9_000 } })
    await look()
    expect(revs).toEqual([1, 2, 3])
  })
}

/** Reads a feed as a browser does, page after page from the cursor, until the work is done and the head is reached. */
async function follow(store: Store, { user, feed }: TestUser, work: Promise<unknown>): Promise<Change[]> {
  let done = false
  work.then(
    () => {
      done = true
    },
    () => {
      done = true
    },
  )
  const found: Change[] = []
  let from = 0
  for (;;) {
    const last = done
    const page = await store.feeds.changes({ user, feed, from, limit: 7 })
    if (page.reset) throw new Error('reset')
    found.push(...page.changes)
    from = page.to
    if (last && !page.more) break
  }
  await work
  return found
}

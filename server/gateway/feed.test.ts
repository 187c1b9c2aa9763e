import { describe, expect, test } from 'vitest'
import { Refused } from '../../contract/errors.ts'
import type { FeedName, UserId } from '../../contract/ids.ts'
import type { Change, Pulled, Sync } from '../../contract/sync.ts'
import type { Store } from '../db/store.ts'
import { createFeeds, type Reader } from './feed.ts'

const user = '00000000-0000-7000-8000-000000000001' as UserId
const mine = `u:${user}` as FeedName
const room = '00000000-0000-7000-8000-0000000000aa'
const rooms = `r:${room}` as FeedName

/** Feeds in memory, whose reads can be held up. */
function fakeStore() {
  const watchers = new Set<() => void>()
  const feeds = new Map<FeedName, Change[]>([[mine, []]])
  const floors = new Map<FeedName, number>()
  const listeners = new Set<(feeds: readonly FeedName[]) => void>()
  const reads: { feed: FeedName; from: number }[] = []
  let gate = Promise.resolve()
  const head = (feed: FeedName) => feeds.get(feed)?.length ?? 0
  const store = {
    onNews: (listener: (feeds: readonly FeedName[]) => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    feeds: {
      heads: async () => Object.fromEntries([...feeds.keys()].map((feed) => [feed, head(feed)])),
      changes: async ({ feed, from, limit }: { feed: FeedName; from: number; limit: number }): Promise<Pulled> => {
        reads.push({ feed, from })
        for (const watcher of watchers) watcher()
        await gate
        const all = feeds.get(feed)
        if (!all) throw new Refused('not-found', 'no such feed')
        if (from < (floors.get(feed) ?? 0) || from > all.length) return { reset: true }
        const changes = all.slice(from, from + limit)
        return { reset: false, feed, from, to: from + changes.length, changes, more: from + changes.length < all.length }
      },
    },
  } as unknown as Store
  return {
    store,
    reads,
    floors,
    listeners,
    watchers,
    create: (feed: FeedName) => feeds.set(feed, []),
    remove: (feed: FeedName) => feeds.delete(feed),
    hold() {
      const held = Promise.withResolvers<void>()
      gate = held.promise
      return held.resolve
    },
    add(feed: FeedName, change: Partial<Change> = {}, times = 1) {
      for (let n = 0; n < times; n++)
        feeds.get(feed)?.push({ kind: 'message', id: 'x', rev: head(feed), entity: null, ...change } as Change)
      for (const listener of listeners) listener([feed])
    },
  }
}

/** A browser that keeps what it got, and can be slow. */
function reader(fake: ReturnType<typeof fakeStore>, cursors: Record<string, number>) {
  const got: Sync[] = []
  const waits: (() => void)[] = []
  let taken = Promise.resolve()
  const check = () => {
    for (const wait of waits) wait()
  }
  fake.watchers.add(check)
  const self: Reader & { lostWith: unknown[] } = {
    user,
    cursors,
    lostWith: [],
    send: (sync) => {
      got.push(sync)
      check()
    },
    drained: () => taken,
    lost: (error) => {
      self.lostWith.push(error)
      check()
    },
  }
  return {
    self,
    got,
    slow() {
      const held = Promise.withResolvers<void>()
      taken = held.promise
      return held.resolve
    },
    until: (condition: () => boolean) =>
      new Promise<void>((resolve) => {
        waits.push(() => condition() && resolve())
        check()
      }),
  }
}

describe('a feed that is followed', () => {
  test('S8 reads on from the cursor, in pages without a gap', async () => {
    const fake = fakeStore()
    fake.add(mine, {}, 450)
    const { self, got, until } = reader(fake, { [mine]: 10 })
    createFeeds(fake.store).follow(self)
    await until(() => got.at(-1)?.to === 450)
    expect(got.map(({ from, to }) => [from, to])).toEqual([
      [10, 210],
      [210, 410],
      [410, 450],
    ])
  })

  test('S8 does not miss a change that is committed while the heads are read', async () => {
    const fake = fakeStore()
    fake.add(mine, {}, 3)
    const { heads } = fake.store.feeds
    fake.store.feeds.heads = async (args) => {
      const before = await heads(args)
      fake.add(mine)
      return before
    }
    const { self, got, until } = reader(fake, {})
    createFeeds(fake.store).follow(self)
    await until(() => got.length === 1)
    expect(got[0]).toMatchObject({ from: 3, to: 4 })
  })

  test('doorbells that ring during a read are one more read', async () => {
    const fake = fakeStore()
    const { self, got, until } = reader(fake, { [mine]: 0 })
    const open = fake.hold()
    createFeeds(fake.store).follow(self)
    fake.add(mine, {}, 1)
    for (let n = 0; n < 50; n++) fake.add(mine)
    open()
    await until(() => got.at(-1)?.to === 51)
    expect(fake.reads.length).toBeLessThanOrEqual(3)
  })

  test('a browser that takes nothing makes no queue: nothing is read for it until it does', async () => {
    const fake = fakeStore()
    const { self, got, until, slow } = reader(fake, { [mine]: 0 })
    fake.add(mine)
    const take = slow()
    createFeeds(fake.store).follow(self)
    await until(() => got.length === 1)
    const reads = fake.reads.length
    for (let n = 0; n < 100; n++) fake.add(mine)
    await new Promise(setImmediate)
    expect(fake.reads).toHaveLength(reads)
    take()
    await until(() => got.at(-1)?.to === 101)
    expect(got).toHaveLength(2)
  })

  test.each([
    ['below the floor', 2],
    ['beyond the head', 99],
  ])('S10 a cursor %s is answered by an empty sync at the head, which makes the browser pull', async (_, cursor) => {
    const fake = fakeStore()
    fake.add(mine, {}, 10)
    fake.floors.set(mine, 5)
    const { self, got, until } = reader(fake, { [mine]: cursor })
    createFeeds(fake.store).follow(self)
    await until(() => got.length === 1)
    expect(got[0]).toEqual({ feed: mine, from: 10, to: 10, changes: [] })
    fake.add(mine)
    await until(() => got.length === 2)
    expect(got[1]).toMatchObject({ from: 10, to: 11 })
  })

  const member = (members: number, state = 'joined') =>
    ({ kind: 'conversation', id: room, entity: { id: room, kind: 'room', members, state } }) as Partial<Change>

  test('S5 a room that has grown large is followed from then on, and the browser hears at once where its feed begins', async () => {
    const fake = fakeStore()
    const { self, got, until } = reader(fake, { [mine]: 0 })
    createFeeds(fake.store).follow(self)
    fake.add(mine, member(200))
    await until(() => got.length === 1)
    fake.create(rooms)
    fake.add(rooms, {}, 7)
    fake.add(mine, member(201))
    await until(() => got.length === 3)
    expect(got.at(-1)).toEqual({ feed: rooms, from: 7, to: 7, changes: [] })
    fake.add(rooms)
    await until(() => got.length === 4)
    expect(got.at(-1)).toMatchObject({ feed: rooms, from: 7, to: 8 })
  })

  test('S5 a room that was large once is followed by whoever comes into it, from where it is then', async () => {
    const fake = fakeStore()
    const { self, got, until } = reader(fake, { [mine]: 0, [rooms]: 2 })
    createFeeds(fake.store).follow(self)
    await until(() => fake.reads.length === 1)
    fake.create(rooms)
    fake.add(rooms, {}, 5)
    fake.add(mine, member(20))
    await until(() => got.length === 2)
    expect(got.at(-1)).toEqual({ feed: rooms, from: 5, to: 5, changes: [] })
  })

  test('S8 a browser that did not know a feed yet hears where it begins, one that knows nothing does not', async () => {
    const fake = fakeStore()
    fake.create(rooms)
    fake.add(rooms, {}, 5)
    const back = reader(fake, { [mine]: 0 })
    const fresh = reader(fake, {})
    const feeds = createFeeds(fake.store)
    feeds.follow(fresh.self)
    feeds.follow(back.self)
    await back.until(() => back.got.length === 1)
    expect(back.got).toEqual([{ feed: rooms, from: 5, to: 5, changes: [] }])
    fake.add(mine)
    await fresh.until(() => fresh.got.length === 1)
    expect(fresh.got).toMatchObject([{ feed: mine, from: 0, to: 1 }])
  })

  test('a feed that is not the reader’s any more is dropped, the others go on', async () => {
    const fake = fakeStore()
    fake.create(rooms)
    const { self, got, until } = reader(fake, { [mine]: 0, [rooms]: 0 })
    createFeeds(fake.store).follow(self)
    await until(() => fake.reads.length === 2)
    fake.remove(rooms)
    for (const listener of fake.listeners) listener([rooms])
    fake.add(mine)
    await until(() => got.length === 1)
    expect(self.lostWith).toEqual([])
  })

  test('when the database fails the browser is told to come back', async () => {
    const fake = fakeStore()
    fake.store.feeds.changes = () => Promise.reject(new Error('gone'))
    const { self, until } = reader(fake, { [mine]: 0 })
    createFeeds(fake.store).follow(self)
    await until(() => self.lostWith.length === 1)
  })

  test('who has gone is read for no more', async () => {
    const fake = fakeStore()
    const { self, got, until } = reader(fake, { [mine]: 0 })
    const stop = createFeeds(fake.store).follow(self)
    fake.add(mine)
    await until(() => got.length === 1)
    stop()
    const reads = fake.reads.length
    fake.add(mine)
    await new Promise(setImmediate)
    expect(fake.reads).toHaveLength(reads)
  })
})

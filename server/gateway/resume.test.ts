import type { Socket as NodeSocket } from 'node:net'
import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ConversationId } from '../../contract/ids.ts'
import type { Sync } from '../../contract/sync.ts'
import type { MessageKey, NetworkEvent, PersonKey } from '../networks/network.ts'
import { must, openBrowser } from './trial/browser.ts'
import { newcomer, type TrialPerson } from './trial/people.ts'
import { startServer, type TrialServer } from './trial/server.ts'

let server: TrialServer
let ann: TrialPerson
let bob: TrialPerson
let chat: ConversationId
beforeAll(async () => {
  server = await startServer()
  ann = await newcomer(server, 'ann')
  bob = await newcomer(server, 'bob')
  chat = must(await ann.ask('conversation.start', { account: ann.home, address: 'bob' })).conversation
  must(await ann.send(chat, 'hello'))
  await bob.until(({ syncs }) => texts(syncs).includes('hello'))
})
afterAll(() => server.stop())

const texts = (syncs: readonly Sync[]) =>
  syncs.flatMap(({ changes }) => changes.flatMap(({ kind, entity }) => (kind === 'message' && entity ? [entity.text] : [])))
const feedOf = (person: TrialPerson) => `u:${person.me.id}`
const snapshotOf = async (person: TrialPerson) => must(await person.ask('sync.snapshot', {}))

interface Flood {
  readonly to: TrialPerson
  readonly conversation: ConversationId
  readonly many: number
  readonly filling?: string
}

/** Many messages from ann at once, as a network brings them. */
async function flood({ to, conversation, many, filling = '' }: Flood): Promise<void> {
  const { key } = await server.store.conversations.place({ user: to.me.id, conversation })
  const from = { key: ann.me.id as string as PersonKey, name: 'ann', address: 'ann' }
  for (let start = 0; start < many; start += 50) {
    const events = Array.from({ length: Math.min(50, many - start) }, (_, n): NetworkEvent => {
      const text = `missed ${start + n} ${filling}`.trim()
      return { type: 'message', live: true, message: { conversation: key, keys: [uuid() as MessageKey], from, kind: 'text', text } }
    })
    await server.store.ingest.apply({ account: to.home, epoch: null, events, at: Date.now() })
  }
}

describe('a browser that comes back', () => {
  test('S8 gets what it missed, from its cursor on, without a gap', async () => {
    const { cursors } = await snapshotOf(bob)
    const from = (cursors as Record<string, number>)[feedOf(bob)] ?? -1
    await flood({ to: bob, conversation: chat, many: 210 })
    await bob.until(({ syncs }) => texts(syncs).includes('missed 209'))
    const back = openBrowser(server, { token: bob.token, cursors })
    await back.until(({ syncs }) => texts(syncs).includes('missed 209'))
    let cursor = from
    for (const sync of back.heard.syncs) {
      expect(sync.from).toBe(cursor)
      cursor = sync.to
    }
    expect(new Set(texts(back.heard.syncs).filter((text) => text.startsWith('missed'))).size).toBe(210)
    back.close()
  })

  test('S9 can pull the same by itself', async () => {
    const { cursors } = await snapshotOf(bob)
    const feed = feedOf(bob) as never
    const from = (cursors as Record<string, number>)[feed] ?? 0
    must(await ann.send(chat, 'pull me'))
    await bob.until(({ syncs }) => texts(syncs).includes('pull me'))
    const pulled = must(await bob.ask('sync.pull', { feed, from }))
    expect(pulled).toMatchObject({ reset: false, from, more: false })
    expect(pulled.reset ? [] : texts([pulled])).toEqual(['pull me'])
  })

  test('S10 from another world is told so when it pulls, and is made to pull', async () => {
    const feed = feedOf(bob) as never
    const lost = openBrowser(server, { token: bob.token, cursors: { [feed]: 1_000_000 } })
    await lost.until(({ syncs }) => syncs.length > 0)
    const [first] = lost.heard.syncs
    expect(first?.from).toBe(first?.to)
    expect(first?.from).not.toBe(1_000_000)
    expect(must(await lost.ask('sync.pull', { feed, from: 1_000_000 }))).toEqual({ reset: true })
    lost.close()
  })

  test('S11 with nothing gets no syncs of the past, and a snapshot to begin with', async () => {
    const fresh = openBrowser(server, { token: bob.token })
    await fresh.until(({ open }) => open)
    const { cursors, changes, networks } = must(await fresh.ask('sync.snapshot', {}))
    expect(changes.some(({ kind }) => kind === 'message')).toBe(false)
    expect(networks.map(({ id }) => id)).toContain('house')
    must(await ann.send(chat, 'after the snapshot'))
    await fresh.until(({ syncs }) => texts(syncs).includes('after the snapshot'))
    expect(fresh.heard.syncs[0]?.from).toBe((cursors as Record<string, number>)[feedOf(bob)])
    fresh.close()
  })

  test('S13 cannot read somebody else’s feed', async () => {
    const answer = await bob.ask('sync.pull', { feed: feedOf(ann) as never, from: 0 })
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } })
  })

  test('S17 gets the hints that are in force', async () => {
    const fresh = openBrowser(server, { token: ann.token })
    await fresh.until(({ hints }) => hints.some((hint) => hint.type === 'link' && hint.account === ann.home && hint.state === 'online'))
    fresh.close()
  })
})

describe('a browser that reads slowly', () => {
  test('costs a page of memory, not a queue, and misses nothing', async () => {
    const carl = await newcomer(server, 'carl')
    const { conversation } = must(await carl.ask('conversation.start', { account: carl.home, address: 'ann' }))
    must(await carl.send(conversation, 'hello'))
    await carl.until(({ syncs }) => texts(syncs).includes('hello'))
    const wire = (carl.socket.io.engine.transport as unknown as { ws: { _socket: NodeSocket } }).ws._socket
    wire.pause()
    const changes = vi.spyOn(server.store.feeds, 'changes')
    const reads = () => changes.mock.calls.filter(([{ user }]) => user === carl.me.id).length
    // Far more than the buffers of the operating system hold.
    for (let round = 0; round < 4; round++) await flood({ to: carl, conversation, many: 50, filling: 'x'.repeat(60_000) })
    const held = reads()
    for (let round = 0; round < 3; round++) await flood({ to: carl, conversation, many: 50, filling: `${round}` })
    expect(reads()).toBe(held)
    wire.resume()
    await carl.until(({ syncs }) => texts(syncs).includes('missed 49 2'))
    const heard = carl.heard.syncs.flatMap(({ changes: all }) => all.flatMap(({ kind, id }) => (kind === 'message' ? [id] : [])))
    expect(new Set(heard).size).toBe(351)
    carl.close()
  })
})

describe('S18 a browser is told why it has to go', () => {
  test('when its session is revoked elsewhere, at once, and it alone', async () => {
    const { token } = must<{ token: string }>(await (await server.post('/api/sign-in', { login: 'bob', password: 'correct horse' })).json())
    const other = openBrowser(server, { token })
    await other.until(({ open }) => open)
    const sessions = must(await bob.ask('session.list', {}))
    expect(sessions.filter(({ current }) => current)).toHaveLength(1)
    const theirs = must(await other.ask('session.list', {})).find(({ current }) => current)
    must(await bob.ask('session.revoke', { session: theirs?.id as never }))
    await other.until(({ goodbyes, over }) => goodbyes.includes('signed-out') && over)
    expect(bob.heard.over).toBe(false)
    const again = openBrowser(server, { token })
    await again.until(({ goodbyes, over }) => goodbyes.includes('signed-out') && over)
  })

  test('when it is signed in nowhere', async () => {
    const stranger = openBrowser(server, { token: 'x'.repeat(43) })
    await stranger.until(({ goodbyes, over }) => goodbyes.includes('signed-out') && over)
  })

  test('when it runs another release', async () => {
    const old = openBrowser(server, { token: bob.token, protocol: 0 })
    await old.until(({ goodbyes, over }) => goodbyes.includes('update') && over)
  })

  test('a stranger’s commands are not carried out while he is shown out', async () => {
    const stranger = openBrowser(server)
    let answered = false
    const asked = stranger.raw('sync.snapshot', {}).then(() => {
      answered = true
    })
    await stranger.until(({ over }) => over)
    await expect(asked).rejects.toThrow()
    expect(answered).toBe(false)
  })

  test('when the server stops; and then it is reachable no more', async () => {
    const own = await startServer()
    const person = await newcomer(own, 'eve')
    const stopped = own.stop()
    await person.until(({ goodbyes, over }) => goodbyes.includes('restart') && over)
    await stopped
    await expect(fetch(own.base)).rejects.toThrow()
  })
})

describe('who may connect', () => {
  test('the session cookie of a page will do', async () => {
    const browser = openBrowser(server, {}, { headers: { cookie: `parley_session=${bob.token}` } })
    await browser.until(({ open }) => open)
    expect(must(await browser.ask('sync.snapshot', {})).changes.length).toBeGreaterThan(0)
    browser.close()
  })

  test('a page of another site may not, cookie or no cookie', async () => {
    const browser = openBrowser(server, {}, { headers: { cookie: `parley_session=${bob.token}`, origin: 'https://evil.example' } })
    await browser.until(({ refused }) => refused !== '')
    expect(browser.heard.open).toBe(false)
  })

  test('a network that lets no websocket through is no obstacle', async () => {
    const { cursors } = await snapshotOf(bob)
    const browser = openBrowser(server, { token: bob.token, cursors }, { transport: 'polling' })
    await browser.until(({ open }) => open)
    for (const text of ['one', 'two', 'three']) must(await ann.send(chat, text))
    await browser.until(({ syncs }) => texts(syncs).includes('three'))
    expect(new Set(texts(browser.heard.syncs))).toEqual(new Set(['one', 'two', 'three']))
    browser.close()
  })

  test('nobody upgrades to anything else', async () => {
    const { host } = new URL(server.base)
    const socket = new WebSocket(`ws://${host}/elsewhere`)
    await new Promise((resolve) => socket.addEventListener('error', resolve))
  })

  test('a greeting that makes no sense ends the connection', async () => {
    const browser = openBrowser(server, { cursors: 'all' as never })
    await browser.until(({ over, refused }) => over || refused !== '')
  })
})

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AccountId, ConversationId, MessageId, UserId } from '../../contract/ids.ts'
import { openStore } from '../db/open.ts'
import type { Store } from '../db/store.ts'
import { type Incoming, NetworkError } from '../networks/network.ts'
import { createEngine } from './create-engine.ts'
import type { Engine } from './engine.ts'
import { eventually, TrialClock } from './trial/clock.ts'
import { TrialLog } from './trial/log.ts'
import { type TrialNetwork, trialNetwork } from './trial/network.ts'

const clock = new TrialClock()
let folder: string
let store: Store
let user: UserId
let account: AccountId
let engine: Engine
let network: TrialNetwork
let log: TrialLog

/** A process of its own, as far as the database can tell. */
async function start(node: string): Promise<void> {
  network = trialNetwork()
  log = new TrialLog()
  engine = createEngine({ store, networks: [network], services: [], node, log, clock })
  await engine.start()
  await eventually(() => expect(engine.figures().online).toBe(1))
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-engine-'))
  const onError = (error: Error) => {
    throw error
  }
  store = await openStore({ url: `sqlite:${join(folder, 'parley.db')}`, key: randomBytes(32), onError })
})

afterAll(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

beforeEach(async () => {
  user = uuid() as UserId
  account = uuid() as AccountId
  const at = clock.now()
  await store.users.add({
    id: user,
    login: `alice-${user}`,
    name: 'Alice',
    passwordHash: null,
    admin: false,
    settings: { theme: 'system', language: 'en', sendReceipts: true, sendTyping: true, sound: true, desktop: true, enterSends: true },
    home: { account: uuid() as AccountId, network: 'house', address: `alice-${user}` },
    at,
  })
  const me = { key: 'alice' as never, name: 'Alice', address: 'alice@example.org' }
  await store.accounts.add({ id: account, user, network: 'trial', address: me.address, settings: { host: 'h' }, secret: 'pst', me, at })
  await start('one')
})

afterEach(async () => {
  await engine.drain(1000)
  await store.accounts.remove({ account, user })
})

const session = () => {
  const last = network.opened.at(-1)
  if (!last) throw new Error('no session yet')
  return last
}

function fromBob(text: string): Incoming {
  const bob = { key: 'bob' as never, name: 'Bob', address: 'bob@example.org' }
  return { conversation: 'with bob' as never, keys: [`key ${text}` as never], from: bob, kind: 'text', text }
}

async function hear(text: string, checkpoint: string): Promise<ConversationId> {
  await session().account.emit({ events: [{ type: 'message', message: fromBob(text), live: true }], checkpoint })
  return store.conversations.byKey({ account, key: 'with bob' as never })
}

async function say(conversation: ConversationId, text: string): Promise<MessageId> {
  const id = uuid() as MessageId
  await store.messages.queue({ user, id, conversation, kind: 'text', text, at: clock.now() })
  engine.outgoing(account)
  return id
}

async function messages(conversation: ConversationId) {
  const { messages } = await store.messages.page({ user, conversation, limit: 100 })
  return messages.map(({ entity: { text, state } }) => `${text}: ${state}`)
}

describe('the engine on SQLite', () => {
  test('a session gets what was linked, stores what it hears, and sends what is queued', async () => {
    expect(session().account).toMatchObject({ settings: { host: 'h' }, secret: 'pst', me: { key: 'alice' }, checkpoint: null })
    const conversation = await hear('hello', 'c1')
    await say(conversation, 'hi')
    await eventually(async () => expect(await messages(conversation)).toEqual(['hello: sent', 'hi: sent']))
    expect(session().sent).toMatchObject([{ conversation: 'with bob', body: { kind: 'text', text: 'hi' } }])
    expect(log.errors).toEqual([])
  })

  test('N3 N13 after a crash the next process goes on from the checkpoint; what was being sent is unsure, what waits leaves', async () => {
    const conversation = await hear('hello', 'c1')
    session().answer = () => new Promise(() => {})
    const first = await say(conversation, 'first')
    await eventually(async () => expect((await store.messages.target({ user, message: first })).state).toBe('sending'))
    await say(conversation, 'second')
    const crashed = engine
    await start('one')
    expect(session().account.checkpoint).toBe('c1')
    await eventually(async () => expect(await messages(conversation)).toEqual(['hello: sent', 'first: unsure', 'second: sent']))
    expect(session().sent.map(({ body }) => body.text)).toEqual(['second'])
    await crashed.drain(1000)
  })

  test('N9 the former process can write nothing more', async () => {
    await hear('hello', 'c1')
    const former = session()
    const crashed = engine
    await start('one')
    await expect(former.account.emit({ events: [], checkpoint: 'stale' })).rejects.toMatchObject({ code: 'offline' })
    expect((await store.accounts.get({ account }))?.checkpoint).toBe('c1')
    expect(crashed.figures().online).toBe(0)
    expect(engine.figures().online).toBe(1)
    await crashed.drain(1000)
  })

  test('N12 what needs its person is in the account that browsers see', async () => {
    session().lose(new NetworkError('credentials', 'The password is wrong.'))
    await eventually(() => expect(engine.figures().sessions).toBe(0))
    const linked = (await store.accounts.of({ user })).find(({ id }) => id === account)
    expect(linked?.needs).toEqual({ action: 'login', error: { code: 'credentials', message: 'The password is wrong.' } })
    await engine.wake(account)
    await eventually(() => expect(engine.figures().online).toBe(1))
    expect((await store.accounts.get({ account }))?.needs).toBeNull()
  })

  test('hints get the ids under which browsers know people and conversations', async () => {
    const told: unknown[] = []
    engine.onHints((_, hints) => told.push(...hints))
    session().account.hint({ type: 'typing', conversation: 'with bob' as never, from: 'bob' as never, name: 'Bob', on: true })
    const conversation = await hear('hello', 'c1')
    await eventually(() => expect(told).toMatchObject([{ type: 'typing', conversation, name: 'Bob', on: true }]))
  })
})

import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Peer } from '../../../e2e/worlds/slixmpp.ts'
import type { ConversationKey } from '../network.ts'
import type { Recorder } from './trial/recorder.ts'
import { World } from './trial/world.ts'

const alice = 'alice@xmpp.test'
const bob = 'bob@xmpp.test' as ConversationKey
const texts = (name: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${name} ${first + index}`)
let world: World
let slixmpp: Peer

beforeEach(async () => {
  world = await World.open('alice', 'bob')
  slixmpp = await world.peer('bob')
})
afterEach(() => world.close())

const say = async (name: string, first: number, last: number) => {
  await slixmpp.tell({ do: 'send many', to: alice, body: name, first, last })
  await slixmpp.tell({ do: 'sync' })
}
/** Comes, learns of everything so far, and signs off for good: nothing can be resumed. */
const leave = async (account: Recorder) => {
  const running = await world.online(account)
  await running.stop('off')
}

test('N8 the first time the newest messages come, before the first checkpoint', async () => {
  await say('old', 1, 420)
  const account = world.account('alice')
  await world.online(account)
  const got = account.texts()
  expect(got.length).toBeGreaterThanOrEqual(300)
  expect(got).toEqual(texts('old', 420 - got.length + 1, 420))
  expect(account.of('message').every(({ live }) => !live)).toBe(true)
  const first = account.batches.findIndex((batch) => batch.checkpoint !== undefined)
  expect(account.batches.slice(first).flatMap((batch) => batch.events.filter(({ type }) => type === 'message'))).toEqual([])
})

test('N3 after an absence everything comes once, oldest first, nothing is missing', async () => {
  const account = world.account('alice')
  await leave(account)
  await say('missed', 1, 130)
  await world.online(account)
  expect(account.texts()).toEqual(texts('missed', 1, 130))
  await say('live', 1, 1)
  await account.until((now) => now.texts().includes('live 1'))
  expect(account.of('message').at(-1)?.live).toBe(true)
})

test('N3 the server restarts in the middle of catching up: still everything once', async () => {
  const account = world.account('alice')
  await leave(account)
  await say('missed', 1, 130)
  const storing = Promise.withResolvers<void>()
  account.hold = storing.promise
  const running = world.run(account)
  await account.until((now) => now.states.includes('syncing'))
  storing.resolve()
  await account.until((now) => now.texts().length >= 50)
  await world.prosody.restart()
  expect(await running.ended).toMatchObject({ why: 'lost' })
  slixmpp = await world.peer('bob')
  await say('later', 1, 5)
  await world.online(account)
  expect(account.texts()).toEqual([...texts('missed', 1, 130), ...texts('later', 1, 5)])
})

test('N5 a message we sent before the line broke comes back as ours', async () => {
  const account = world.account('alice')
  const running = await world.online(account)
  const txn = randomUUID()
  await running.session.send({ conversation: bob, txn, body: { kind: 'text', text: 'did it arrive?' } })
  world.prosody.cut()
  await running.ended
  world.prosody.mend()
  await world.online(account)
  expect(account.messages()).toMatchObject([{ from: 'me', txn, text: 'did it arrive?', conversation: bob }])
})

test('the line is cut: resumed, with what was said meanwhile, once', async () => {
  const account = world.account('alice')
  const running = await world.online(account)
  await say('before', 1, 3)
  await account.until((now) => now.texts().length === 3)
  world.prosody.cut()
  expect(await running.ended).toMatchObject({ why: 'lost', wasOnline: true })
  world.prosody.mend()
  slixmpp = await world.peer('bob')
  await say('meanwhile', 1, 20)
  await world.online(account)
  await account.until((now) => now.texts().length >= 23)
  expect(account.logs.join()).not.toContain('resume-refused')
  expect(account.of('contacts.complete')).toHaveLength(1)
  expect(account.texts()).toEqual([...texts('before', 1, 3), ...texts('meanwhile', 1, 20)])
})

test('N13 the line is cut while a message leaves: the resume settles it, and it is there once', async () => {
  const account = world.account('alice')
  const running = await world.online(account)
  const txn = randomUUID()
  const sent = running.session.send({ conversation: bob, txn, body: { kind: 'text', text: 'did it leave?' } })
  world.prosody.cut()
  await expect(sent).rejects.toMatchObject({ delivered: 'unknown' })
  await running.ended
  world.prosody.mend()
  await world.online(account)
  const event = await account.until((now) => now.of('message.sent')[0])
  expect(event).toMatchObject({ conversation: bob, txn, keys: [`m:${alice}/${txn}`] })
  expect(account.logs.join()).not.toContain('resume-refused')
  slixmpp = await world.peer('bob')
  expect(await slixmpp.tell({ do: 'archive', with: alice })).toMatchObject([{ body: 'did it leave?', id: txn }])
})

test('Parley restarts: a new process resumes from the stored checkpoint', async () => {
  const account = world.account('alice')
  const running = await world.online(account)
  await say('before', 1, 3)
  await account.until((now) => now.texts().length === 3)
  expect(await running.stop()).toEqual({ why: 'stopped' })
  world.forgetProcess()
  await say('meanwhile', 1, 120)
  await world.online(account)
  await account.until((now) => now.texts().length >= 123)
  expect(account.logs.join()).not.toContain('resume-refused')
  expect(account.texts()).toEqual([...texts('before', 1, 3), ...texts('meanwhile', 1, 120)])
})

test('who hides misses nothing', async () => {
  const account = world.account('alice')
  account.presence = { show: 'hidden', text: '', absent: false }
  const running = await world.online(account)
  await say('unseen', 1, 5)
  await running.session.presence?.set({ show: 'online', text: '', absent: false })
  await account.until((now) => now.texts().length >= 5)
  await say('seen', 1, 1)
  await account.until((now) => now.texts().length >= 6)
  expect(account.texts()).toEqual([...texts('unseen', 1, 5), 'seen 1'])
})

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Profanity, startProfanity } from '../../../e2e/worlds/profanity.ts'
import type { Peer } from '../../../e2e/worlds/slixmpp.ts'
import type { ConversationKey, MessageKey, Outgoing, PersonKey } from '../network.ts'
import { type Running, World } from './trial/world.ts'

const bob = 'bob@xmpp.test' as ConversationKey & PersonKey
const carolKey = 'carol@xmpp.test' as ConversationKey & PersonKey
const alice = 'alice@xmpp.test'
let world: World
let slixmpp: Peer
let us: Running

const line = (conversation: ConversationKey, text: string): Outgoing => ({ conversation, txn: randomUUID(), body: { kind: 'text', text } })

beforeAll(async () => {
  world = await World.open('alice', 'bob', 'carol')
  slixmpp = await world.peer('bob', 'slixmpp')
  us = await world.online(world.account('alice'))
  await world.befriend(us, slixmpp, 'Bob')
})
afterAll(() => world.close())

test('both sides are on each other’s list', async () => {
  await us.account.until((now) => now.of('contact').some(({ person, state }) => person.key === bob && state === 'both'))
  await us.account.until((now) => now.hints.some((hint) => hint.type === 'presence' && hint.from === bob && hint.show === 'online'))
})

test('a message goes out, is acknowledged by the server and receipted by the other side', async () => {
  const message = line(bob, 'hello <&> 😀')
  const sent = await us.session.send(message)
  expect(sent).toMatchObject({ state: 'sent', keys: [`m:${alice}/${message.txn}`] })
  await slixmpp.heard({ event: 'message', by: alice, body: 'hello <&> 😀', id: message.txn })
  await us.account.until((now) => now.of('receipt').some(({ kind, upTo }) => kind === 'delivered' && upTo === `m:${alice}/${message.txn}`))
})

test('a message comes in live, and the other side gets its receipt', async () => {
  await slixmpp.tell({ do: 'send', to: alice, body: 'hi Alice' })
  const message = await us.account.until((now) => now.messages().find(({ text }) => text === 'hi Alice'))
  expect(message).toMatchObject({ conversation: bob, from: { key: bob, name: 'Bob' }, kind: 'text' })
  expect(message.keys.some((key) => key.startsWith('a:'))).toBe(true)
  expect(us.account.of('message').at(-1)?.live).toBe(true)
  await slixmpp.heard({ event: 'receipt' })
})

test('typing is told both ways', async () => {
  await slixmpp.tell({ do: 'state', to: alice, state: 'composing' })
  await us.account.until((now) => now.hints.some((hint) => hint.type === 'typing' && hint.from === bob && hint.name === 'Bob' && hint.on))
  await us.session.typing?.set(bob, true)
  await slixmpp.heard({ event: 'state', state: 'composing', by: alice })
  await us.session.typing?.set(bob, false)
  await slixmpp.heard({ event: 'state', state: 'paused', by: alice })
})

test('how far we have read is told as a marker', async () => {
  const message = us.account.messages().find(({ text }) => text === 'hi Alice')
  if (!message) throw new Error('The message of the test before is missing.')
  await us.session.receipts?.set(bob, message.keys[0], 'read')
  await slixmpp.heard({ event: 'displayed', by: alice, of: message.keys[0].split('/')[1] ?? '' })
})

test('corrections, reactions, replies and retractions arrive on the right message, and ours are understood', async () => {
  const theirs = 'a-message-of-slixmpp-0001'
  const say = (id: string, inner: string) =>
    slixmpp.tell({ do: 'raw', xml: `<message to='${alice}' type='chat' id='${id}'>${inner}<store xmlns='urn:xmpp:hints'/></message>` })
  const ours = line(bob, 'what do you think?')
  await us.session.send(ours)
  await say(theirs, '<body>good</body>')
  await say('correction-of-slixmpp-1', `<body>great</body><replace xmlns='urn:xmpp:message-correct:0' id='${theirs}'/>`)
  await say('reaction-of-slixmpp-0001', `<reactions xmlns='urn:xmpp:reactions:0' id='${ours.txn}'><reaction>🐢</reaction></reactions>`)
  await say('retraction-of-slixmpp-1', `<body>gone</body><retract xmlns='urn:xmpp:message-retract:1' id='${theirs}'/>`)
  const deleted = await us.account.until((now) => now.of('message.deleted')[0])
  expect(deleted).toMatchObject({ conversation: bob, from: bob, target: `m:${bob}/${theirs}` })
  expect(us.account.of('message.edited')[0]).toMatchObject({ target: `m:${bob}/${theirs}`, body: { text: 'great' } })
  expect(us.account.of('reactions')[0]).toMatchObject({ target: `m:${alice}/${ours.txn}`, from: bob, emojis: ['🐢'] })
  expect(us.account.texts()).not.toContain('gone')
  await us.session.edits?.edit(bob, `m:${alice}/${ours.txn}` as MessageKey, { kind: 'text', text: 'what do you really think?' })
  const heard = await slixmpp.heard({ event: 'message', body: 'what do you really think?' })
  expect(heard.xml).toContain(`<replace xmlns="urn:xmpp:message-correct:0" id="${ours.txn}"`)
})

test('a message to nobody comes back', async () => {
  const message = line('nobody@xmpp.test' as ConversationKey, 'is there anybody?')
  await us.session.send(message)
  const failed = await us.account.until((now) => now.of('message.failed').find(({ txn }) => txn === message.txn))
  expect(failed).toMatchObject({ conversation: 'nobody@xmpp.test', error: { code: 'not-found' } })
})

test('N6 what we write and get on another device is copied to us, ours as ours', async () => {
  const phone = await world.peer('alice', 'phone')
  await phone.tell({ do: 'send', to: bob, body: 'from the phone' })
  const ours = await us.account.until((now) => now.messages().find(({ text }) => text === 'from the phone'))
  expect(ours).toMatchObject({ conversation: bob, from: 'me' })
  const message = line(bob, 'from Parley')
  await us.session.send(message)
  await phone.heard({ event: 'copy', kind: 'sent', body: 'from Parley', id: message.txn })
  await phone.stop()
})

test('a ping and a question about what we can do are answered', async () => {
  const full = `${alice}/parley-aaaa0001`
  await slixmpp.tell({ do: 'ping', to: full })
  expect(await slixmpp.tell({ do: 'disco', to: full })).toEqual(expect.arrayContaining(['urn:xmpp:receipts', 'urn:xmpp:ping']))
})

test('a picture that somebody publishes arrives', async () => {
  const data = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await slixmpp.tell({ do: 'avatar', data, type: 'image/png' })
  const avatar = await us.account.until((now) => now.of('avatar').find(({ person }) => person === bob))
  expect(avatar.mime).toBe('image/png')
  expect(Buffer.from(avatar.bytes ?? []).toString('base64')).toBe(data)
})

test('groups and names live on the server', async () => {
  await us.session.contacts?.update(bob, 'Bobby', ['Friends', 'Work'])
  const again = await world.online(world.account('alice', '01890000-0000-7000-8000-0000aaaa0002'))
  expect(again.account.of('contact')).toContainEqual(
    expect.objectContaining({ person: { key: bob, name: 'Bobby', address: bob }, groups: ['Friends', 'Work'], state: 'both' }),
  )
  await again.stop()
})

test('who is blocked cannot reach us until he is not', async () => {
  await us.session.contacts?.block?.(bob, true)
  expect(us.account.of('contact').at(-1)).toMatchObject({ blocked: true })
  await slixmpp.tell({ do: 'send', to: alice, body: 'you should not get this' })
  await slixmpp.tell({ do: 'sync' })
  await us.session.contacts?.block?.(bob, false)
  await slixmpp.tell({ do: 'send', to: alice, body: 'but this' })
  await us.account.until((now) => now.texts().includes('but this'))
  expect(us.account.texts()).not.toContain('you should not get this')
})

test('a request from outside waits for our answer, and is gone when we decline', async () => {
  const carol = await world.peer('carol')
  await carol.tell({ do: 'presence', to: alice, type: 'subscribe' })
  await us.account.until((now) => now.of('contact').some(({ person, state }) => person.key === carolKey && state === 'asks'))
  await us.session.contacts?.answer(carolKey, false)
  await carol.heard({ event: 'presence', type: 'unsubscribed', by: alice })
  expect(us.account.events.at(-1)).toEqual({ type: 'contact.gone', person: 'carol@xmpp.test' })
})

test('presence is told: busy with a text, then hidden', async () => {
  await us.session.presence?.set({ show: 'busy', text: 'on the phone', absent: false })
  await slixmpp.heard({ event: 'presence', type: 'dnd', by: alice, status: 'on the phone' })
  await us.session.presence?.set({ show: 'hidden', text: '', absent: false })
  await slixmpp.heard({ event: 'presence', type: 'unavailable', by: alice })
  await us.session.presence?.set({ show: 'online', text: 'back', absent: false })
  await slixmpp.heard({ event: 'presence', type: 'available', by: alice, status: 'back' })
})

test('absent, the server holds back and still acknowledges what we send (XEP-0352, XEP-0198)', async () => {
  await us.session.presence?.set({ show: 'online', text: '', absent: true })
  await us.session.send(line(bob, 'sent by nobody in front of a screen'))
  await us.session.presence?.set({ show: 'online', text: '', absent: false })
  await slixmpp.heard({ event: 'message', body: 'sent by nobody in front of a screen' })
})

test('profanity and we talk to each other', async () => {
  let profanity: Profanity | undefined
  try {
    profanity = await startProfanity({ jid: 'carol@xmpp.test/profanity', password: 'secret', port: world.prosody.c2sPort })
    await profanity.type(`/msg ${alice} greetings from a terminal`)
    const message = await us.account.until((now) => now.messages().find(({ text }) => text === 'greetings from a terminal'))
    expect(message).toMatchObject({ conversation: 'carol@xmpp.test', from: { key: 'carol@xmpp.test' } })
    await us.session.send(line(carolKey, 'and from a browser'))
    await profanity.shows('and from a browser')
  } finally {
    await profanity?.stop()
  }
})

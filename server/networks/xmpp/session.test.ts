import { afterEach, expect, test } from 'vitest'
import { type ConversationKey, type MessageKey, NetworkError, type PersonKey } from '../network.ts'
import { chatMessage, correction, receipt } from './outgoing.ts'
import { openSession } from './session.ts'
import { Recorder } from './trial/recorder.ts'
import { type Answer, ScriptedStream } from './trial/scripted-stream.ts'
import { child, type Element } from './wire/element.ts'

const bob = 'bob@xmpp.test' as ConversationKey
const uuid = '01890000-0000-7000-8000-000000000001'
const has = (iq: Element, name: string, xmlns: string) => child(iq, name, xmlns) !== undefined

/** A roster with Bob, an archive, and what else the test wants answered first. */
function server(...answers: readonly Answer[]) {
  return new ScriptedStream(
    ...answers,
    (iq) =>
      has(iq, 'query', 'jabber:iq:roster')
        ? `<query xmlns='jabber:iq:roster'><item jid='bob@xmpp.test' name='Bob' subscription='both'><group>Friends</group></item></query>`
        : undefined,
    (iq) =>
      has(iq, 'query', 'http://jabber.org/protocol/disco#info')
        ? `<query xmlns='http://jabber.org/protocol/disco#info'><feature var='urn:xmpp:mam:2'/></query>`
        : undefined,
    (iq) => (has(iq, 'query', 'urn:xmpp:mam:2') ? emptyPage : undefined),
  )
}
const emptyPage = `<fin xmlns='urn:xmpp:mam:2' complete='true'><set xmlns='http://jabber.org/protocol/rsm'/></fin>`
const stops: AbortController[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort()
})

async function online(stream: ScriptedStream, account = new Recorder({ jid: 'alice@xmpp.test', password: 'x' })) {
  const stop = new AbortController()
  stops.push(stop)
  const session = openSession(account, stream.connect)
  const ended = session.run(stop.signal)
  await account.until((now) => now.states.includes('online'))
  return { account, session, stop, ended, stream }
}
const sentNames = (stream: ScriptedStream) => stream.sent.map((stanza) => `${stanza.name} ${stanza.attrs.type ?? ''}`.trim())
const chat = (id: string, text: string, more = '') =>
  `<message from='bob@xmpp.test/x' to='alice@xmpp.test' type='chat' id='${id}'><body>${text}</body>${more}</message>`

test('comes online with the list, then says which contacts there are', async () => {
  const { account } = await online(server())
  expect(account.states).toEqual(['connecting', 'syncing', 'online'])
  expect(account.of('contact')).toMatchObject([{ person: { key: bob, name: 'Bob' }, groups: ['Friends'], state: 'both', blocked: false }])
  expect(account.of('contacts.complete')).toEqual([{ type: 'contacts.complete', people: [bob] }])
})

test('N8 the first checkpoint comes with the end of the first catch-up', async () => {
  const { account } = await online(server())
  expect(account.batches.findIndex((batch) => batch.checkpoint)).toBe(account.batches.length - 1)
})

test('who hides sends no presence, not even for a moment', async () => {
  const account = new Recorder({ jid: 'alice@xmpp.test', password: 'x' })
  account.presence = { show: 'hidden', text: '', absent: false }
  const { stream } = await online(server(), account)
  expect(sentNames(stream)).not.toContain('presence')
})

test('who hid while the line was down leaves the stream that is resumed', async () => {
  const account = new Recorder({ jid: 'alice@xmpp.test', password: 'x' })
  account.presence = { show: 'hidden', text: '', absent: false }
  const stream = server()
  stream.resumed = true
  await online(stream, account)
  expect(sentNames(stream).filter((name) => name.startsWith('presence'))).toEqual(['presence unavailable'])
})

test('who hides while the archive is read is not seen', async () => {
  const account = new Recorder({ jid: 'alice@xmpp.test', password: 'x' })
  const stream = server((iq) => {
    if (has(iq, 'query', 'urn:xmpp:mam:2')) account.presence = { show: 'hidden', text: '', absent: false }
    return undefined
  })
  await online(stream, account)
  expect(sentNames(stream)).not.toContain('presence')
})

test('who begins to hide leaves, sees nobody, and tells nobody what he reads or types', async () => {
  const { stream, session, account } = await online(server())
  stream.says(`<presence from='bob@xmpp.test/x'/>`)
  await session.presence?.set({ show: 'hidden', text: '', absent: false })
  expect(stream.sent.at(-1)).toMatchObject({ name: 'presence', attrs: { type: 'unavailable' } })
  expect(account.hints.at(-1)).toMatchObject({ type: 'presence', from: bob, show: 'offline' })
  const before = stream.sent.length
  await session.typing?.set(bob, true)
  await session.receipts?.set(bob, `m:bob@xmpp.test/${uuid}` as MessageKey, 'read')
  expect(stream.sent).toHaveLength(before)
})

test('absent: the server may hold back what does not matter (XEP-0352)', async () => {
  const { stream, session } = await online(server())
  await session.presence?.set({ show: 'online', text: '', absent: true })
  expect(stream.sent.slice(-2).map(({ name }) => name)).toEqual(['inactive', 'presence'])
  await session.presence?.set({ show: 'online', text: '', absent: false })
  expect(stream.sent.slice(-2).map(({ name }) => name)).toEqual(['active', 'presence'])
})

test('a resumed stream is told whether anybody is there, for the server may believe what it was told before (XEP-0352)', async () => {
  const stream = server()
  stream.resumed = true
  await online(stream)
  expect(stream.sent.map(({ name }) => name)).toContain('active')
})

test('a receipt is given to contacts, once the message is stored, and not to strangers', async () => {
  const { stream, account } = await online(server())
  const request = `<request xmlns='urn:xmpp:receipts'/>`
  stream.says(chat(uuid, 'one', request))
  expect(stream.sent.some((stanza) => child(stanza, 'received', 'urn:xmpp:receipts'))).toBe(false)
  stream.says(`<message from='eve@xmpp.test/x' type='chat' id='other-id-of-eve-1'><body>hey</body>${request}</message>`)
  await account.until((now) => now.texts().length === 2)
  await Promise.resolve()
  const receipts = stream.sent.filter((stanza) => child(stanza, 'received', 'urn:xmpp:receipts'))
  expect(receipts.map((stanza) => stanza.attrs.to)).toEqual(['bob@xmpp.test/x'])
})

test('a conversation begun on another device is told before its first message, and once', async () => {
  const { stream, account } = await online(server())
  const copy = (id: string) =>
    `<message from='alice@xmpp.test'><sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='alice@xmpp.test/phone' to='bob@xmpp.test' type='chat' id='${id}'><body>hi</body></message></forwarded></sent></message>`
  stream.says(copy('id-of-a-message-0001'), copy('id-of-a-message-0002'))
  await account.until((now) => now.texts().length === 2)
  const types = account.events.map((event) => event.type).filter((type) => type === 'conversation' || type === 'message')
  expect(types).toEqual(['conversation', 'message', 'message'])
})

test.each([
  ['list', `<query xmlns='jabber:iq:roster'><item jid='bob@xmpp.test' subscription='remove'/></query>`],
  ['block list', `<block xmlns='urn:xmpp:blocking'><item jid='bob@xmpp.test'/></block>`],
])('a stranger cannot change our %s', async (_name, payload) => {
  const { stream, account } = await online(server())
  const before = account.events.length
  stream.says(`<iq type='set' id='1' from='mallory@xmpp.test/x'>${payload}</iq>`)
  expect(stream.sent.at(-1)).toMatchObject({ name: 'iq', attrs: { type: 'error', to: 'mallory@xmpp.test/x' } })
  stream.says(`<iq type='set' id='2' from='alice@xmpp.test'>${payload}</iq>`)
  expect(stream.sent.at(-1)).toMatchObject({ name: 'iq', attrs: { type: 'result' } })
  await account.until((now) => now.events.length > before)
  expect(account.events).toHaveLength(before + 1)
})

test('results of an archive that nobody asked for are nothing', async () => {
  const { stream, account } = await online(server())
  const result = (from: string) =>
    `<message from='${from}'><result xmlns='urn:xmpp:mam:2' queryid='guess' id='1'><forwarded xmlns='urn:xmpp:forward:0'>${chat(uuid, 'never said')}</forwarded></result></message>`
  stream.says(result('mallory@xmpp.test'), result('alice@xmpp.test'), chat('id-of-a-message-0001', 'said'))
  await account.until((now) => now.texts().includes('said'))
  expect(account.texts()).toEqual(['said'])
})

test('presence of strangers is not shown', async () => {
  const { stream, account } = await online(server())
  stream.says(`<presence from='eve@xmpp.test/x'/>`, `<presence from='bob@xmpp.test/x'><show>dnd</show></presence>`)
  expect(account.hints).toEqual([{ type: 'presence', from: bob, show: 'busy', text: '' }])
})

test('a request to be added waits for a person; one from somebody we asked does not', async () => {
  const { stream, account } = await online(server())
  stream.says(`<presence type='subscribe' from='eve@xmpp.test'/>`, `<presence type='subscribe' from='bob@xmpp.test'/>`)
  await account.until((now) => now.of('contact').some(({ state }) => state === 'asks'))
  expect(stream.sent.at(-1)).toMatchObject({ name: 'presence', attrs: { type: 'subscribed', to: 'bob@xmpp.test' } })
  expect(account.of('contact').at(-1)).toMatchObject({ person: { key: 'eve@xmpp.test' }, state: 'asks' })
})

test('accepting somebody answers him and asks him back; what changed is stored when it is done', async () => {
  const { stream, account, session } = await online(server())
  stream.says(`<presence type='subscribe' from='eve@xmpp.test'/>`)
  await session.contacts?.answer('eve@xmpp.test' as PersonKey, true)
  expect(sentNames(stream).slice(-3)).toEqual(['presence subscribed', 'iq set', 'presence subscribe'])
  expect(account.of('contact').at(-1)).toMatchObject({ person: { key: 'eve@xmpp.test' }, state: 'asked' })
})

test('who still asks when he is taken off the list is told no', async () => {
  const { stream, account, session } = await online(server())
  stream.says(`<presence type='subscribe' from='eve@xmpp.test'/>`)
  await session.contacts?.remove('eve@xmpp.test' as PersonKey)
  expect(stream.sent.at(-1)).toMatchObject({ name: 'presence', attrs: { type: 'unsubscribed', to: 'eve@xmpp.test' } })
  expect(account.events.at(-1)).toEqual({ type: 'contact.gone', person: 'eve@xmpp.test' })
})

test('how somebody calls himself in his vCard is his name here', async () => {
  const stream = server((iq) => (has(iq, 'vCard', 'vcard-temp') ? `<vCard xmlns='vcard-temp'><FN>Alice Liddell</FN></vCard>` : undefined))
  const { account } = await online(stream)
  const named = await account.until((now) => now.of('person')[0])
  expect(named.person).toEqual({ key: 'alice@xmpp.test', name: 'Alice Liddell', address: 'alice@xmpp.test' })
})

test('a message that is too long is refused before it leaves', async () => {
  const { stream, session } = await online(server())
  const before = stream.sent.length
  const send = session.send({ conversation: bob, txn: uuid, body: { kind: 'text', text: 'x'.repeat(32 * 1024 + 1) } })
  await expect(send).rejects.toMatchObject({ code: 'too-large', delivered: 'no' })
  expect(stream.sent).toHaveLength(before)
})

test('a message is sent when the server has it, and known by the id it came with', async () => {
  const { session } = await online(server())
  const sent = await session.send({ conversation: bob, txn: uuid, body: { kind: 'text', text: 'hi' } })
  expect(sent).toMatchObject({ state: 'sent', keys: [`m:alice@xmpp.test/${uuid}`] })
})

test('N13 what was unsure when the line broke is sent once a resume says so; edits and receipts are nothing to tell', async () => {
  const stream = server()
  stream.resumed = true
  const account = new Recorder({ jid: 'alice@xmpp.test', password: 'x' })
  const message = chatMessage({ conversation: bob, txn: uuid, body: { kind: 'text', text: 'hi' } })
  const edit = correction(bob, 'another-id-0000001', { of: uuid, body: { kind: 'text', text: 'ho' } })
  const settled = [message, edit, receipt(bob, 'another-id-0000002', 'x')].map((stanza) => ({ stanza, at: 1_234 }))
  const session = openSession(account, async (options) => {
    options.onSettled?.(settled.slice(0, 1))
    return stream.connect(options)
  })
  const stop = new AbortController()
  stops.push(stop)
  void session.run(stop.signal)
  const first = await account.until((now) => now.of('message.sent')[0])
  expect(first).toEqual({ type: 'message.sent', conversation: bob, txn: uuid, keys: [`m:alice@xmpp.test/${uuid}`], at: 1_234 })
  await account.until((now) => now.states.includes('online'))
  stream.options.onSettled?.(settled)
  await account.until((now) => now.of('message.sent').length === 2)
  expect(account.of('message.sent')[1]).toEqual(first)
})

test('N11 facets refuse while there is no connection', async () => {
  const session = openSession(new Recorder({ jid: 'alice@xmpp.test', password: 'x' }), server().connect)
  await expect(session.contacts?.add('eve@xmpp.test')).rejects.toMatchObject({ code: 'offline' })
  await expect(session.typing?.set(bob, true)).rejects.toMatchObject({ code: 'offline' })
  await expect(session.send({ conversation: bob, txn: uuid, body: { kind: 'text', text: '' } })).rejects.toMatchObject({ code: 'offline' })
})

test('N2 a stream that breaks ends the run with its reason', async () => {
  const { stream, ended } = await online(server())
  stream.breaks(new NetworkError('unreachable', 'The line went dead.'))
  await expect(ended).resolves.toMatchObject({ why: 'lost', wasOnline: true, error: { code: 'unreachable' } })
})

test('N2 whatever connecting throws, the run resolves', async () => {
  const run = (error: unknown) =>
    openSession(new Recorder({ jid: 'a@b', password: 'x' }), () => Promise.reject(error)).run(new AbortController().signal)
  await expect(run(new NetworkError('credentials', 'no'))).resolves.toMatchObject({
    why: 'lost',
    wasOnline: false,
    error: { code: 'credentials' },
  })
  await expect(run(new TypeError('oops'))).resolves.toMatchObject({ why: 'lost', error: { code: 'bug' } })
})

test('N2 a list that does not come ends the run', async () => {
  const stream = server((iq) => (has(iq, 'query', 'jabber:iq:roster') ? new NetworkError('timeout', 'no answer') : undefined))
  const ended = openSession(new Recorder({ jid: 'alice@xmpp.test', password: 'x' }), stream.connect).run(new AbortController().signal)
  await expect(ended).resolves.toMatchObject({ why: 'lost', wasOnline: false, error: { code: 'timeout' } })
  expect(stream.left).toBe('abandoned')
})

test('N3 what cannot be stored ends the run, and the server is told nothing', async () => {
  const { stream, account, ended } = await online(server())
  account.hold = Promise.reject(new NetworkError('full', 'The disk is full.'))
  const before = stream.storedCounts.length
  stream.says(chat(uuid, 'one'))
  await expect(ended).resolves.toMatchObject({ why: 'lost', wasOnline: true, error: { code: 'full' } })
  expect(stream.storedCounts).toHaveLength(before)
})

test('stopped for a restart it stays resumable; switched off it says goodbye', async () => {
  const restart = await online(server())
  restart.stop.abort()
  await expect(restart.ended).resolves.toEqual({ why: 'stopped' })
  expect(restart.stream.left).toBe('abandoned')
  const off = await online(server())
  off.stop.abort('off')
  await expect(off.ended).resolves.toEqual({ why: 'stopped' })
  expect(off.stream.left).toBe('closed')
})

test('a resumed stream asks contacts for their presence instead of announcing ours anew, and leaves the list as it is', async () => {
  const stream = server()
  stream.resumed = true
  const { account } = await online(stream)
  expect(stream.sent).toContainEqual(expect.objectContaining({ name: 'presence', attrs: { to: bob, type: 'probe' } }))
  expect(account.of('contact')).toEqual([])
  expect(account.of('contacts.complete')).toEqual([])
})

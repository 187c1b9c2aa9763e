import { expect, test } from 'vitest'
import type { CoreListener } from './core.ts'
import { openBrowser } from './trial/browser.ts'
import { turn } from './trial/line.ts'
import { TrialServer } from './trial/server.ts'
import { contact, contactId, conversation, conversationId, message, messageId, mine } from './trial/things.ts'

const room = conversationId(1)

function serverWith(messages: number): TrialServer {
  const server = new TrialServer()
  server.put('conversation', room, conversation(1))
  for (let n = 1; n <= messages; n++) server.put('message', messageId(n), message(n))
  return server
}

const texts = (core: Awaited<ReturnType<typeof openBrowser>>['core']) =>
  (core.state.stretches[room]?.order ?? []).map((id) => core.state.messages[id]?.text)

test('S11 pages reach back to the start, without a gap and without a double', async () => {
  const { core, line } = await openBrowser({ server: serverWith(8) })
  core.pages.open(room)
  await line.settle()
  expect(texts(core)).toEqual(['text 6', 'text 7', 'text 8'])
  void core.pages.older(room)
  await line.settle()
  expect(core.state.stretches[room]).toMatchObject({ start: false, loading: false })
  void core.pages.older(room)
  await line.settle()
  expect(texts(core)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `text ${n}`))
  expect(core.state.stretches[room]?.start).toBe(true)
})

test('what is written in a row keeps its order while one after the other is sent, with a later time', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(1) })
  core.pages.open(room)
  await line.settle()
  for (const n of [2, 3]) server.put('message', messageId(n), message(n, { from: mine, state: 'queued' }))
  await line.settle()
  server.put('message', messageId(2), message(2, { from: mine, at: message(3).at + 5 }))
  await line.settle()
  expect(texts(core)).toEqual(['text 1', 'text 2', 'text 3'])
})

test('S11 no message is kept of a conversation that was never opened', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(0) })
  server.put('message', messageId(1), message(1))
  await line.settle()
  expect(core.state.messages).toEqual({})
})

test('S4 an edit that overtakes the page it belongs to is not undone by the page', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(2) })
  core.pages.open(room)
  line.read(0)
  server.put('message', messageId(1), message(1, { text: 'edited' }))
  line.push()
  line.deliver()
  line.answer(0)
  await turn()
  expect(texts(core)).toEqual(['edited', 'text 2'])
})

test('S7 what was said while its reader was out of the room is there when he is back', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(1) })
  core.pages.open(room)
  await line.settle()
  server.put('conversation', room, conversation(1, { state: 'left' }))
  await line.settle()
  server.put('message', messageId(2), message(2))
  await line.settle()
  expect(texts(core)).toEqual(['text 1'])
  server.put('conversation', room, conversation(1))
  await line.settle()
  expect(texts(core)).toEqual(['text 1', 'text 2'])
})

test('S9 a lost sync is found by the next one', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(1) })
  server.put('contact', contactId(1), contact(1))
  line.push()
  line.syncs.length = 0
  server.put('contact', contactId(2), contact(2))
  await line.settle()
  expect(Object.keys(core.state.contacts)).toEqual([contactId(1), contactId(2)])
})

test('S10 a cursor below the floor starts the replica over, and what is gone by then is gone', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(1) })
  server.put('contact', contactId(1), contact(1))
  await line.settle()
  core.pages.open(room)
  await line.settle()
  line.drop()
  expect(core.state.phase).toBe('offline')
  server.put('contact', contactId(1), null)
  server.put('message', messageId(2), message(2))
  server.prune()
  line.up()
  await line.settle()
  expect(core.state.phase).toBe('online')
  expect(core.state.contacts).toEqual({})
  expect(texts(core)).toEqual(['text 1', 'text 2'])
})

test('S10 the answer to a message that was sent before the replica started over does not bring back what is gone since', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(1) })
  core.pages.open(room)
  await line.settle()
  core.outbox.add({ id: messageId(9), conversation: room, text: 'mine', replyTo: null, at: 9, failure: null })
  await turn()
  const sending = line.requests.find(({ name }) => name === 'message.send')
  line.read(0)
  line.requests.splice(0)
  server.put('message', messageId(9), null)
  server.prune()
  core.wake()
  await line.settle()
  sending?.answer(sending.read ?? { ok: true, result: null })
  await line.settle()
  expect(texts(core)).toEqual(['text 1'])
})

test('what did not change keeps its identity', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(2) })
  core.pages.open(room)
  await line.settle()
  const before = core.state
  server.put('message', messageId(1), message(1, { text: 'edited' }))
  await line.settle()
  expect(core.state.messages[messageId(1)]?.text).toBe('edited')
  expect(core.state.messages[messageId(2)]).toBe(before.messages[messageId(2)])
  expect(core.state.stretches[room]).toBe(before.stretches[room])
  expect(core.state.conversations).toBe(before.conversations)
})

test('a page that cannot be had leaves a sentence, and comes on the next try', async () => {
  const { core, line } = await openBrowser({ server: serverWith(2) })
  core.pages.open(room)
  line.refusePage(0)
  line.answer(0)
  await turn()
  expect(core.state.stretches[room]).toMatchObject({ failed: 'forbidden', loading: false, order: [] })
  void core.pages.older(room)
  await line.settle()
  expect(core.state.stretches[room]).toMatchObject({ failed: null, loading: false, start: true })
})

test('S18 after "signed out" nothing of the user is left', async () => {
  const { core, line } = await openBrowser({ server: serverWith(2) })
  core.pages.open(room)
  await line.settle()
  core.outbox.add({ id: messageId(9), conversation: room, text: 'unsent', replyTo: null, at: 9, failure: null })
  line.listener.goodbye('signed-out')
  await turn()
  expect(core.state).toMatchObject({ phase: 'signed-out', me: null, conversations: {}, messages: {}, stretches: {}, accounts: {} })
  expect(core.outbox.of(room)).toEqual([])
})

test('S18 after "update" the page shows what it had', async () => {
  const { core, line } = await openBrowser({ server: serverWith(2) })
  line.listener.goodbye('update')
  expect(core.state.phase).toBe('update')
  expect(core.state.conversations[room]).toBeDefined()
})

test('only what comes when everything missed has been caught up counts as live', async () => {
  const { core, line, server } = await openBrowser({ server: serverWith(1) })
  const heard: boolean[] = []
  core.start({
    online: () => undefined,
    offline: () => undefined,
    changed: (_now, _before, live) => heard.push(live),
  } satisfies CoreListener)
  line.drop()
  server.put('conversation', room, conversation(1, { unread: 1 }))
  line.up()
  await line.settle()
  server.put('conversation', room, conversation(1, { unread: 2 }))
  await line.settle()
  expect(heard).toEqual([false, true])
})

test('S17 the first hints after coming back replace all that were told before', async () => {
  const { core, line } = await openBrowser({ server: serverWith(0) })
  line.listener.hints([{ type: 'presence', person: mine, show: 'online', text: '' }])
  line.drop()
  expect(core.state.presence[mine]?.show).toBe('online')
  line.up()
  line.listener.hints([])
  expect(core.state.presence).toEqual({})
})

// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import type { Client } from './client.ts'
import { createClient } from './create-client.ts'
import { ClientProvider, useConversations, useMessage, useStretch, useUnreadTotal } from './hooks.ts'
import { TrialLine } from './trial/line.ts'
import { memoryShelf } from './trial/memory-shelf.ts'
import { TrialServer } from './trial/server.ts'
import { contact, contactId, conversation, conversationId, message, messageId, someone } from './trial/things.ts'

const room = conversationId(1)
const clients: Client[] = []

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy()
  vi.restoreAllMocks()
  document.title = 'Parley'
})

async function begin() {
  const server = new TrialServer()
  server.put('conversation', room, conversation(1))
  server.put('message', messageId(1), message(1))
  const line = new TrialLine(server)
  const shelf = memoryShelf()
  const client = createClient({ say: (failure) => failure, connect: line.connect, shelf: () => shelf })
  clients.push(client)
  line.up()
  await line.settle()
  return { server, line, client }
}

/** The commands of one name that the server gets from now on. */
function inputsOf(line: TrialLine, name: Parameters<TrialLine['also']['set']>[0]): unknown[] {
  const inputs: unknown[] = []
  line.also.set(name, (input) => {
    inputs.push(input)
    return { ok: true, result: null }
  })
  return inputs
}

test('a message is sent under the id that it had on screen', async () => {
  const { server, line, client } = await begin()
  client.open(room)
  await line.settle()
  const id = client.send(room, 'hello', messageId(1))
  expect(client.state.get().messages[id]).toMatchObject({ text: 'hello', state: 'queued', replyTo: { name: 'Bob', text: 'text 1' } })
  expect(client.state.get().stretches[room]?.order.at(-1)).toBe(id)
  await line.settle()
  expect(server.get('message', id)?.entity?.text).toBe('hello')
})

test('what the server stores is retried and discarded there', async () => {
  const { server, line, client } = await begin()
  const retried = inputsOf(line, 'message.retry')
  const discarded = inputsOf(line, 'message.discard')
  server.put('message', messageId(2), message(2, { state: 'failed' }))
  client.open(room)
  await line.settle()
  void client.retry(messageId(2))
  void client.discard(messageId(2))
  await line.settle()
  expect([retried, discarded]).toEqual([[{ message: messageId(2) }], [{ message: messageId(2) }]])
})

test('read is told only while somebody looks', async () => {
  const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const { line, client } = await begin()
  const told = inputsOf(line, 'conversation.receipt')
  client.open(room)
  await line.settle()
  focus.mockReturnValue(false)
  window.dispatchEvent(new Event('blur'))
  client.read(room)
  await line.settle()
  expect(told).toEqual([])
  focus.mockReturnValue(true)
  window.dispatchEvent(new Event('focus'))
  await line.settle()
  expect(told).toEqual([{ conversation: room, message: messageId(1), kind: 'read' }])
})

test('what arrives is told as delivered, and counted in the title', async () => {
  const { server, line } = await begin()
  const told = inputsOf(line, 'conversation.receipt')
  const last = { id: messageId(2), at: 2, from: someone, name: 'Bob', text: 'text', deleted: false }
  server.put('conversation', room, conversation(1, { last, unread: 3 }))
  await line.settle()
  expect(told).toEqual([{ conversation: room, message: messageId(2), kind: 'delivered' }])
  expect(document.title).toBe('(3) Parley')
})

test('signing out that the server does not hear of changes nothing', async () => {
  const { client } = await begin()
  vi.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('no net'))
  await client.signOut()
  expect(client.state.get().phase).toBe('online')
  vi.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response('{"ok":true,"result":null}'))
  await client.signOut()
  expect(client.state.get()).toMatchObject({ phase: 'signed-out', me: null })
})

function Probe({ drawn }: { drawn: unknown[] }) {
  drawn.push([useConversations().length, useUnreadTotal(), useStretch(room).order.length, useMessage(messageId(1))?.text])
  return null
}

test('a component draws again only for what it reads', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const { server, line, client } = await begin()
  client.open(room)
  await line.settle()
  const drawn: unknown[] = []
  const root = createRoot(document.createElement('div'))
  await act(async () => root.render(createElement(ClientProvider, { client }, createElement(Probe, { drawn }))))
  server.put('contact', contactId(1), contact(1))
  await act(() => line.settle())
  expect(drawn).toEqual([[1, 0, 1, 'text 1']])
  server.put('message', messageId(1), message(1, { text: 'edited' }))
  await act(() => line.settle())
  expect(drawn).toEqual([
    [1, 0, 1, 'text 1'],
    [1, 0, 1, 'edited'],
  ])
  await act(async () => root.unmount())
  vi.unstubAllGlobals()
})

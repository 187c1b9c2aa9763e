import { expect, test } from 'vitest'
import type { CommandName } from '../contract/commands.ts'
import type { MessageId } from '../contract/ids.ts'
import { type Entry, openShelf } from './shelf.ts'
import { openBrowser } from './trial/browser.ts'
import { turn } from './trial/line.ts'
import { memoryShelf } from './trial/memory-shelf.ts'
import { refused } from './trial/server.ts'
import { conversationId, messageId, userId } from './trial/things.ts'

const room = conversationId(1)
const entry = (n: number, text = `mine ${n}`): Entry => ({
  id: messageId(n),
  conversation: room,
  text,
  replyTo: null,
  at: n,
  failure: null,
})
type Browser = Awaited<ReturnType<typeof openBrowser>>
const sends = ({ line }: Browser) => line.requests.filter(({ name }) => name === ('message.send' satisfies CommandName))
const shown = ({ core }: Browser) => (core.state.stretches[room]?.order ?? []).map((id) => core.state.messages[id])

async function opened(more: Parameters<typeof openBrowser>[0] = {}): Promise<Browser> {
  const browser = await openBrowser(more)
  browser.core.pages.open(room)
  await browser.line.settle()
  return browser
}

test('S15 a message is on screen at once, and the server has it when there is a connection', async () => {
  const browser = await opened()
  browser.line.drop()
  browser.core.outbox.add(entry(1))
  expect(shown(browser)).toMatchObject([{ text: 'mine 1', state: 'queued' }])
  browser.line.up()
  await browser.line.settle()
  expect(browser.server.messages(room)).toMatchObject([{ id: messageId(1), text: 'mine 1' }])
  expect(browser.core.outbox.of(room)).toEqual([])
  expect(shown(browser)).toEqual(browser.server.messages(room))
})

test('S15 the acknowledgement is lost: the same id goes again, and makes one message', async () => {
  const browser = await opened()
  browser.core.outbox.add(entry(1))
  await turn()
  browser.line.read(0)
  browser.line.drop()
  expect(browser.server.messages(room)).toHaveLength(1)
  expect(browser.core.outbox.of(room)).toHaveLength(1)
  browser.line.up()
  await browser.line.settle()
  expect(browser.server.messages(room)).toHaveLength(1)
  expect(browser.core.outbox.of(room)).toEqual([])
})

test('S15 the next message of a conversation leaves when the one before is acknowledged', async () => {
  const browser = await opened()
  for (const n of [1, 2, 3]) browser.core.outbox.add(entry(n))
  await turn()
  expect(sends(browser).map(({ input }) => input)).toMatchObject([{ id: messageId(1) }])
  await browser.line.settle()
  expect(browser.server.messages(room).map(({ text }) => text)).toEqual(['mine 1', 'mine 2', 'mine 3'])
})

test('S15 a refused message stays with its sentence, and the one after it goes out', async () => {
  const browser = await opened()
  browser.line.also.set('message.send', ({ id }: { id: MessageId }) =>
    id === messageId(1) ? refused('forbidden') : browser.server.send({ id, conversation: room, text: 'mine 2' }),
  )
  browser.core.outbox.add(entry(1))
  browser.core.outbox.add(entry(2))
  await browser.line.settle()
  expect(shown(browser)).toMatchObject([
    { id: messageId(1), state: 'failed', error: { code: 'forbidden', message: 'forbidden' } },
    { id: messageId(2), state: 'queued' },
  ])
  browser.line.also.clear()
  expect(browser.core.outbox.retry(messageId(1))).toBe(true)
  await browser.line.settle()
  expect(browser.server.messages(room)).toHaveLength(2)
})

test('S15 a refused message that is discarded leaves the screen and the shelf', async () => {
  const entries = new Map<MessageId, Entry>()
  const browser = await opened({ shelf: () => memoryShelf(entries) })
  browser.line.also.set('message.send', () => refused('forbidden'))
  browser.core.outbox.add(entry(1))
  await browser.line.settle()
  expect(entries.get(messageId(1))?.failure?.code).toBe('forbidden')
  expect(browser.core.outbox.discard(messageId(1))).toBe(true)
  expect(shown(browser)).toEqual([])
  expect(entries.size).toBe(0)
  expect(browser.core.outbox.discard(messageId(1))).toBe(false)
})

test('S15 what a former page left is shown and sent', async () => {
  const entries = new Map([[messageId(1), entry(1)]])
  const browser = await opened({ shelf: () => memoryShelf(entries) })
  expect(browser.server.messages(room)).toMatchObject([{ id: messageId(1) }])
  expect(entries.size).toBe(0)
})

test('S15 an entry that another tab has sent is not sent again', async () => {
  const entries = new Map<MessageId, Entry>()
  const browser = await opened({ shelf: () => memoryShelf(entries) })
  browser.line.drop()
  browser.core.outbox.add(entry(1))
  await turn()
  entries.clear()
  browser.line.up()
  await browser.line.settle()
  expect(browser.server.messages(room)).toEqual([])
  expect(shown(browser)).toEqual([])
})

test('S15 the outbox works where storage throws', async () => {
  const browser = await opened({
    shelf: (user) =>
      openShelf(user, () => {
        throw new DOMException('not here', 'SecurityError')
      }),
  })
  browser.core.outbox.add(entry(1))
  await browser.line.settle()
  expect(browser.server.messages(room)).toMatchObject([{ id: messageId(1) }])
})

test('a shelf on storage that throws keeps nothing and never rejects', async () => {
  const shelf = openShelf(userId, () => {
    throw new DOMException('not here', 'SecurityError')
  })
  expect(await shelf.put(entry(1))).toBe(false)
  expect(await shelf.all()).toEqual([])
  expect(await shelf.has(messageId(1))).toBe(true)
  await shelf.remove(messageId(1))
  await shelf.clear()
})

import { expect, test } from 'vitest'
import type { CommandName } from '../contract/commands.ts'
import type { MessageId } from '../contract/ids.ts'
import { type Entry, openShelf } from './shelf.ts'
import { openBrowser } from './trial/browser.ts'
import { turn } from './trial/line.ts'
import { memoryShelf, sharedShelf } from './trial/memory-shelf.ts'
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
  browser.core.stop()
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

/** Two tabs of one browser, each with its own connection to one server. */
async function twoTabs() {
  const entries = new Map<MessageId, Entry>()
  const shelf = sharedShelf(entries)
  const one = await opened({ shelf })
  return { one, two: await opened({ shelf, server: one.server }), entries }
}

test('S15 what one tab has queued is shown in the other, and sent once', async () => {
  const { one, two, entries } = await twoTabs()
  one.line.drop()
  two.line.drop()
  one.core.outbox.add(entry(1))
  await turn()
  expect(shown(two)).toMatchObject([{ text: 'mine 1', state: 'queued' }])
  two.line.up()
  await two.line.settle()
  expect(one.server.messages(room)).toHaveLength(1)
  await turn()
  expect(one.core.outbox.of(room)).toEqual([])
  one.line.up()
  await one.line.settle()
  expect(shown(one)).toEqual(one.server.messages(room))
  expect(entries.size).toBe(0)
})

test('S15 what one tab takes back, tries again or sees refused is so in the other', async () => {
  const { one, two } = await twoTabs()
  one.line.also.set('message.send', () => refused('forbidden'))
  two.line.drop()
  one.core.outbox.add(entry(1))
  await one.line.settle()
  expect(shown(two)).toMatchObject([{ state: 'failed', error: { code: 'forbidden' } }])
  one.line.drop()
  two.core.outbox.retry(messageId(1))
  await turn()
  expect(shown(one)).toMatchObject([{ state: 'queued', error: null }])
  two.core.outbox.discard(messageId(1))
  await turn()
  expect(shown(one)).toEqual([])
  expect(shown(two)).toEqual([])
})

test('S15 an entry that is not on the shelf yet is not taken for one that another tab has removed', async () => {
  const shelf = sharedShelf()
  const kept = Promise.withResolvers<boolean>()
  const slow = () => ({ ...shelf(), put: () => kept.promise })
  const one = await opened({ shelf: slow })
  one.line.drop()
  one.core.outbox.add(entry(1))
  const other = shelf()
  await other.put(entry(2))
  await turn()
  expect(shown(one)).toMatchObject([{ text: 'mine 1' }, { text: 'mine 2' }])
  kept.resolve(true)
})

test('S14 a message that was taken back while its acknowledgement was lost does not come back as failed', async () => {
  const browser = await opened()
  browser.core.outbox.add(entry(1))
  await turn()
  browser.line.read(0)
  browser.line.drop()
  browser.server.put('message', messageId(1), null)
  browser.line.up()
  await browser.line.settle()
  expect(shown(browser)).toEqual([])
  expect(browser.core.outbox.of(room)).toEqual([])
})

test('S18 what was queued goes from all tabs with the one who signs out', async () => {
  const { one, two } = await twoTabs()
  one.line.drop()
  two.line.drop()
  one.core.outbox.add(entry(1))
  await turn()
  await one.core.signedOut()
  await turn()
  expect(two.core.outbox.of(room)).toEqual([])
})

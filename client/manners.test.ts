// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Conversation, Settings } from '../contract/entities.ts'
import type { ConversationId } from '../contract/ids.ts'
import { limits } from '../contract/limits.ts'
import { arrivals } from './arrivals.ts'
import { Drafts } from './drafts.ts'
import { HintBoard } from './hint-board.ts'
import { type Hinted, noHints } from './hints.ts'
import { watchIdle } from './idle.ts'
import { watchLooking } from './looking.ts'
import { notifyOf, titled } from './notify.ts'
import { Receipts } from './receipts.ts'
import { joinTabs } from './tabs.ts'
import { account, conversation, conversationId, me, messageId, mine, someone } from './trial/things.ts'
import { Typing } from './typing.ts'

const room = conversationId(1)
const at = (n: number) => ({ id: messageId(n), at: n })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('typing is said at the first key, again while keys keep coming, and ended by a pause', () => {
  const said: boolean[] = []
  const typing = new Typing((_conversation, on) => said.push(on))
  for (let key = 0; key < 6; key++) {
    typing.key(room, 'text')
    vi.advanceTimersByTime(limits.typingMs / 4)
  }
  expect(said).toEqual([true, true, true])
  vi.advanceTimersByTime(10_000)
  expect(said).toEqual([true, true, true, false])
})

test('typing is ended at once by an empty line, and only if it was said', () => {
  const said: boolean[] = []
  const typing = new Typing((_conversation, on) => said.push(on))
  typing.key(room, '')
  typing.key(room, 'text')
  typing.key(room, '')
  typing.stopped(room)
  expect(said).toEqual([true, false])
})

test('receipts: the first at once, then at most one in a second, and only forward', () => {
  const told: number[] = []
  const receipts = new Receipts(async (_conversation, { at }) => told.push(at) > 0)
  receipts.resume()
  for (const n of [1, 2, 4, 3]) receipts.reached(room, at(n))
  expect(told).toEqual([1])
  vi.advanceTimersByTime(1_000)
  expect(told).toEqual([1, 4])
  receipts.reached(room, at(2))
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([1, 4])
})

test('receipts: what was seen is told before the reader looks away, and nothing after', () => {
  const told: number[] = []
  const receipts = new Receipts(async (_conversation, { at }) => told.push(at) > 0)
  receipts.resume()
  for (const n of [1, 2]) receipts.reached(room, at(n))
  receipts.flush()
  receipts.pause()
  expect(told).toEqual([1, 2])
  receipts.reached(room, at(3))
  receipts.flush()
  vi.advanceTimersByTime(5_000)
  expect(told).toEqual([1, 2])
})

test('receipts wait while nobody looks, and are told again when they were not taken', async () => {
  const told: number[] = []
  const takes = { now: false }
  const receipts = new Receipts(async (_conversation, { at }) => {
    told.push(at)
    return takes.now
  })
  receipts.reached(room, at(1))
  expect(told).toEqual([])
  receipts.resume()
  await vi.advanceTimersByTimeAsync(0)
  takes.now = true
  await vi.advanceTimersByTimeAsync(5_000)
  expect(told).toEqual([1, 1])
})

test('a draft is saved when the person pauses, at once when asked to, and again after a failure', async () => {
  const saved: string[] = []
  const works = { now: true }
  const drafts = new Drafts(async (_conversation, text) => {
    saved.push(text)
    return works.now
  })
  drafts.write(room, 'a')
  drafts.write(room, 'ab')
  await vi.advanceTimersByTimeAsync(500)
  expect(saved).toEqual(['ab'])
  works.now = false
  drafts.write(room, '', true)
  await vi.advanceTimersByTimeAsync(0)
  drafts.flush()
  expect(saved).toEqual(['ab', '', ''])
})

test('a tab is idle five minutes after the last input, until the next', () => {
  const changes: boolean[] = []
  const stop = watchIdle(document, (idle) => changes.push(idle))
  vi.advanceTimersByTime(limits.idleMs - 1)
  document.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(limits.idleMs - 1)
  expect(changes).toEqual([])
  vi.advanceTimersByTime(1)
  expect(changes).toEqual([true])
  document.dispatchEvent(new Event('pointermove'))
  expect(changes).toEqual([true, false])
  vi.advanceTimersByTime(limits.idleMs)
  expect(changes).toEqual([true, false, true])
  stop()
})

test('looking is told when it changes', () => {
  const focus = vi.spyOn(document, 'hasFocus').mockReturnValue(true)
  const told: boolean[] = []
  const stop = watchLooking(document).onChange((looking) => told.push(looking))
  window.dispatchEvent(new Event('focus'))
  focus.mockReturnValue(false)
  window.dispatchEvent(new Event('blur'))
  stop()
  focus.mockReturnValue(true)
  window.dispatchEvent(new Event('focus'))
  expect(told).toEqual([false])
})

test('who types is believed for a while, and stops when the message is there', () => {
  const state: { now: Hinted } = { now: noHints }
  const board = new HintBoard((hinted) => {
    state.now = hinted
  })
  const typing = () => state.now.typing[room]?.map(({ name }) => name)
  const hint = { type: 'typing', conversation: room, person: someone, name: 'Bob', on: true } as const
  board.received([hint])
  vi.advanceTimersByTime(limits.typingMs - 1)
  board.received([hint])
  vi.advanceTimersByTime(limits.typingMs - 1)
  expect(typing()).toEqual(['Bob'])
  vi.advanceTimersByTime(1)
  expect(typing()).toEqual([])
  board.received([hint])
  board.arrived(room, someone)
  expect(typing()).toEqual([])
})

const last = (n: number, from = someone) => ({ ...at(n), from, name: 'Bob', text: `text ${n}`, deleted: false })
const view = (more: Partial<Conversation>) => ({ conversations: { [room]: conversation(1, more) }, accounts: { [account.id]: account } })

test.each([
  ['a new one of someone else', { last: last(2), unread: 2 }, 1],
  ['a new one of this user', { last: last(2, mine), unread: 1 }, 0],
  ['nothing but the draft', { last: last(1), unread: 1, draft: 'x' }, 0],
  ['an older one, because the newest was taken away', { last: last(0), unread: 1 }, 0],
  ['one that was read elsewhere', { last: last(2), unread: 0 }, 0],
])('an arrival is %s: %#', (_what, now, count) => {
  expect(arrivals(view({ last: last(1), unread: 1 }), view(now))).toHaveLength(count)
})

const arrival = (more: Partial<Conversation> = {}) => ({ conversation: conversation(1, more), message: last(2) })

function notices(given: { quiet?: boolean; settings?: Partial<Settings>; conversation?: Partial<Conversation> }) {
  const notify = vi.fn()
  const sound = vi.fn()
  const open = vi.fn<(conversation: ConversationId) => void>()
  const settings = () => ({ ...me.settings, ...given.settings })
  notifyOf([arrival(given.conversation)], { settings, quiet: () => given.quiet ?? false, notify, sound, open })
  return { notify, sound, open }
}

test('a live message draws attention, and a click opens its conversation', () => {
  const { notify, sound, open } = notices({})
  expect(sound).toHaveBeenCalledOnce()
  expect(notify).toHaveBeenCalledWith({ title: 'Room 1', text: 'Bob: text 2', tag: room }, expect.any(Function))
  notify.mock.calls[0]?.[1]()
  expect(open).toHaveBeenCalledWith(room)
})

test.each([
  ['somebody looks', { quiet: true }],
  ['the conversation is muted', { conversation: { muted: true } }],
  ['the conversation is archived', { conversation: { archived: true } }],
  ['the person wants neither', { settings: { sound: false, desktop: false } }],
])('nothing draws attention when %s', (_when, given) => {
  const { notify, sound } = notices(given)
  expect(notify).not.toHaveBeenCalled()
  expect(sound).not.toHaveBeenCalled()
})

test('the title counts', () => {
  expect(titled('Parley', 3)).toBe('(3) Parley')
  expect(titled('(3) Parley', 12)).toBe('(12) Parley')
  expect(titled('(12) Parley', 0)).toBe('Parley')
})

test('a tab that nobody looks at knows of one that somebody does', () => {
  const tabs: { onmessage: ((event: MessageEvent) => void) | null }[] = []
  const channel = () => {
    const mine = { onmessage: null, postMessage: (data: unknown) => post(mine, data), close: () => undefined }
    tabs.push(mine)
    return mine as unknown as BroadcastChannel
  }
  const post = (from: unknown, data: unknown) => {
    for (const tab of tabs) if (tab !== from) tab.onmessage?.({ data } as MessageEvent)
  }
  const looking = (now: boolean) => ({ now: () => now, onChange: () => () => undefined })
  const front = joinTabs('test', { looking: looking(true), locks: undefined, channel: channel() })
  const back = joinTabs('test', { looking: looking(false), locks: undefined, channel: channel() })
  expect([front.looking(), back.looking()]).toEqual([true, true])
  front.stop()
  expect(back.looking()).toBe(false)
})

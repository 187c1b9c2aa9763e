import { expect, test } from 'vitest'
import type { Conversation } from '../../contract/entities.ts'
import type { ConversationId } from '../../contract/ids.ts'
import { nextUnread } from './next-unread.ts'

const list = (...unread: string[]) =>
  ['a', 'b', 'c', 'd'].map((id) => ({ id, unread: unread.includes(id) ? 1 : 0, muted: false, archived: false })) as Conversation[]
const from = (id: string) => id as ConversationId

test('walks down and up and around the end', () => {
  expect(nextUnread(list('b', 'd'), from('a'), 1)).toBe('b')
  expect(nextUnread(list('b', 'd'), from('b'), 1)).toBe('d')
  expect(nextUnread(list('b', 'd'), from('d'), 1)).toBe('b')
  expect(nextUnread(list('b', 'd'), from('a'), -1)).toBe('d')
})

test('starts at the top going down and at the bottom going up when nothing is open', () => {
  expect(nextUnread(list('a', 'd'), null, 1)).toBe('a')
  expect(nextUnread(list('a', 'd'), null, -1)).toBe('d')
})

test('the open one, muted and archived ones are passed over; there may be none', () => {
  expect(nextUnread(list('a'), from('a'), 1)).toBeNull()
  expect(
    nextUnread(
      list('b').map((one) => ({ ...one, muted: true })),
      from('a'),
      1,
    ),
  ).toBeNull()
  expect(nextUnread([], null, -1)).toBeNull()
})

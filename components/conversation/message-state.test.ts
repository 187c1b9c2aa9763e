import { expect, test } from 'vitest'
import type { Conversation, Message } from '../../contract/entities.ts'
import { progressOf } from './message-state.tsx'

const progress = (marks: [deliveredAt: number | null, readAt: number | null][], state = 'sent') => {
  const watermarks = marks.map(([deliveredAt, readAt]) => ({ person: 'p', deliveredAt, readAt })) as unknown as Conversation['watermarks']
  return progressOf({ at: 10, state } as Message, { watermarks })
}

test('a message is read when everybody read it, delivered when everybody has it', () => {
  expect(progress([[10, 10]])).toBe('read')
  expect(progress([[10, 9]])).toBe('delivered')
  expect(progress([[9, null]])).toBe('sent')
  expect(progress([[null, 12]])).toBe('read')
  expect(
    progress([
      [10, 10],
      [10, null],
    ]),
  ).toBe('delivered')
  expect(
    progress([
      [10, 10],
      [null, null],
    ]),
  ).toBe('sent')
})

test('without watermarks nothing more is known than that it went out', () => expect(progress([])).toBe('sent'))

test('what did not go out has no ticks', () => {
  expect(progress([[10, 10]], 'failed')).toBeNull()
  expect(progress([[10, 10]], 'queued')).toBe('queued')
})

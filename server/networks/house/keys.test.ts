import { expect, test } from 'vitest'
import type { PersonKey } from '../network.ts'
import { directKey, otherOf, readAddress, roomAddress } from './keys.ts'

const [a, b, c] = ['a', 'b', 'c'] as unknown as [PersonKey, PersonKey, PersonKey]

test('N1 a direct chat has one key, from which each finds the other', () => {
  expect(directKey(a, b)).toBe(directKey(b, a))
  expect(otherOf(directKey(a, b), a)).toBe(b)
  expect(otherOf(directKey(a, b), b)).toBe(a)
  expect(otherOf(directKey(a, b), c)).toBeNull()
})

test.each([
  ['bob', { kind: 'person', text: 'bob' }],
  [' @Bob ', { kind: 'person', text: 'bob' }],
  ['guest-1a2b', { kind: 'person', text: 'guest-1a2b' }],
  ['#Garden', { kind: 'room', text: '#garden' }],
  ['#gärten-2', { kind: 'room', text: '#gärten-2' }],
  ['bob@example.org', null],
  ['#', null],
  ['# garden', null],
  ['-bob', null],
  ['b', null],
  ['', null],
])('address %j is read as %j', (text, read) => {
  expect(readAddress(text)).toEqual(read)
})

test.each([
  ['The Garden', '', '#the-garden'],
  ['Q & A!', 'x1', '#q-a-x1'],
  ['日本語 チャット', '', '#日本語-チャット'],
  ['🎉', '', '#room'],
  ['x'.repeat(100), 'end', `#${'x'.repeat(48)}-end`],
])('a room called %j with ending %j is at %j', (name, ending, address) => {
  expect(roomAddress(name, ending)).toBe(address)
  expect(readAddress(address)).toEqual({ kind: 'room', text: address })
})

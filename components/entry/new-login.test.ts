import { expect, test } from 'vitest'
import { wrongIn } from './new-login.ts'

const good = { login: 'ann', name: 'Ann', password: 'correct horse' }

test('what the server would take is right', () => {
  expect(wrongIn(good, true)).toEqual([])
  expect(wrongIn({ ...good, login: ' Ann.B-2 ' }, true)).toEqual([])
})

test.each(['', 'a', 'a b', '.ann', 'ann@example.org', 'äää', 'a'.repeat(65)])('%j is no login', (login) =>
  expect(wrongIn({ ...good, login }, true)).toEqual(['login']),
)

test('every wrong field is named, in the order of the form', () => {
  expect(wrongIn({ login: '', name: ' ', password: 'short' }, true)).toEqual(['name', 'login', 'password'])
})

test('a name counts only where it is asked for', () => expect(wrongIn({ ...good, name: '' }, false)).toEqual([]))

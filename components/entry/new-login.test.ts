import { expect, test } from 'vitest'
import { complaintsAbout } from './new-login.ts'

const good = { login: 'ann', name: 'Ann', password: 'correct horse' }

test('what the server would take is not complained about', () => {
  expect(complaintsAbout(good, true)).toEqual({})
  expect(complaintsAbout({ ...good, login: ' Ann.B-2 ' }, true)).toEqual({})
})

test.each(['', 'a', 'a b', '.ann', 'ann@example.org', 'ä'.repeat(3), 'a'.repeat(65)])('the login %j is not of the form', (login) =>
  expect(complaintsAbout({ ...good, login }, true)).toEqual({ login: 'entry.loginForm' }),
)

test('each field has its own complaint', () => {
  expect(complaintsAbout({ login: '', name: ' ', password: 'short' }, true)).toEqual({
    login: 'entry.loginForm',
    name: 'entry.nameMissing',
    password: 'entry.passwordShort',
  })
})

test('a name counts only where it is asked for', () => expect(complaintsAbout({ ...good, name: '' }, false)).toEqual({}))

import { expect, test } from 'vitest'
import { nameOfAtMost } from './names.ts'

const name = nameOfAtMost(10)

test.each([
  [' Ann ', 'Ann'],
  ['Ann\u202egro.', 'Anngro.'],
  ['A\u200bn\u2066n\ufeff', 'Ann'],
  ['Ann\r\nBob', 'Ann Bob'],
  ['👩\u200d🚀', '👩\u200d🚀'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
])('a name is one line in which everything can be seen: %j', (given, kept) => {
  expect(name.parse(given)).toBe(kept)
})

test.each(['', ' ', '\u200b', '\u200d\u200d', '\u3164', '\u202e', '\n', 'x'.repeat(11)])('no name: %j', (given) => {
  expect(name.safeParse(given).success).toBe(false)
})

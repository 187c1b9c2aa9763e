import { expect, test } from 'vitest'
import { initials } from './initials.ts'

test.each([
  ['Ada Lovelace', 'AL'],
  ['Ada King, Countess of Lovelace', 'AL'],
  ['grace', 'G'],
  ['grace.hopper@navy.example', 'GH'],
  ['#parley-dev', 'PD'],
  ['Étienne', 'É'],
  ['王小明', '王'],
  ['🦊 Fox', '🦊F'],
  ['@@@', '?'],
  ['', '?'],
])('initials of %j are %j', (name, expected) => expect(initials(name)).toBe(expected))

import { describe, expect, test } from 'vitest'
import { personAddress } from './contacts.ts'
import { bareJid, nameOf, parseJid } from './jid.ts'

test('the same address is the same string however it is written', () => {
  expect(bareJid('Bob@XMPP.test./Phone')).toBe('bob@xmpp.test')
  expect(bareJid('mu\u0308ller@xmpp.test')).toBe('m\u00fcller@xmpp.test')
  expect(bareJid('xmpp.test')).toBe('xmpp.test')
  expect(parseJid('bob@xmpp.test/a/b@c')).toEqual({ local: 'bob', domain: 'xmpp.test', resource: 'a/b@c' })
  expect(nameOf('bob@xmpp.test')).toBe('bob')
})

test.each([
  '',
  '@',
  '@xmpp.test',
  'bob@',
  'a b@xmpp.test',
  'bob@xm pp',
  'a@b@c',
  '"x"@y',
  `${'x'.repeat(1024)}@y`,
  'bob@x\u0000',
  'b\u202eob@x',
  'bo\u200bb@x',
  'bob@x?y',
  'bob@x#y',
])('no address: %j', (text) => {
  expect(bareJid(text)).toBeNull()
})

describe('what a person types', () => {
  test.each([
    [' xmpp:bob@xmpp.test ', 'bob@xmpp.test'],
    ['bob@xmpp.test/phone', 'bob@xmpp.test'],
    ['xmpp.test', null],
    ['#parley', null],
    ['bob', null],
  ])('%j', (typed, expected) => {
    expect(personAddress(typed)).toBe(expected)
  })
})

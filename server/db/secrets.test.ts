import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSecrets } from './secrets.ts'

const [one, two] = [randomBytes(32), randomBytes(32)]

test('a secret opens with the key that sealed it, and never looks the same', () => {
  const secrets = createSecrets({ current: one })
  const sealed = secrets.seal('account', 'pä55wörd')
  expect(secrets.open('account', sealed)).toBe('pä55wörd')
  expect(sealed.text).not.toContain('pä55')
  expect(secrets.seal('account', 'pä55wörd').text).not.toBe(sealed.text)
})

test('an older key still opens, the current one seals', () => {
  const sealed = createSecrets({ current: one }).seal('account', 'x')
  const rotated = createSecrets({ current: two, older: [one] })
  expect(rotated.open('account', sealed)).toBe('x')
  expect(rotated.seal('account', 'x').key).toBe(createSecrets({ current: two }).keys[0])
})

test('a secret opens neither for another account, nor with another key, nor when it was changed', () => {
  const secrets = createSecrets({ current: one })
  const sealed = secrets.seal('account', 'secret')
  const bytes = Buffer.from(sealed.text, 'base64')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(() => secrets.open('other', sealed)).toThrow()
  expect(() => createSecrets({ current: two }).open('account', sealed)).toThrow(/account was sealed with key/)
  expect(() => secrets.open('account', { ...sealed, text: bytes.toString('base64') })).toThrow()
})

test('an empty secret is not sealed', () => {
  expect(createSecrets({ current: one }).seal('account', '')).toEqual({ text: '', key: '' })
})

test('a key of the wrong length is refused', () => {
  expect(() => createSecrets({ current: randomBytes(16) })).toThrow(/32 bytes/)
})

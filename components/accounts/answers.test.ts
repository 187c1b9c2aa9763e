import { expect, test } from 'vitest'
import type { LoginField } from '../../contract/login.ts'
import { answersTo, type Form, missingIn } from './answers.ts'

const form = (...fields: LoginField[]): Form => ({ ask: 'form', title: '', fields })
const address: LoginField = { id: 'address', label: 'Address', kind: 'text' }

test('a form sends every field, as typed or as it was', () => {
  const asked = form(
    address,
    { id: 'port', label: 'Port', kind: 'port', value: '5222', optional: true },
    { id: 'keep', label: 'Keep', kind: 'switch' },
    { id: 'way', label: 'Way', kind: 'choice', choices: [{ value: 'a', label: 'A' }] },
  )
  expect(answersTo(asked, { address: 'ann@example.org' })).toEqual({ address: 'ann@example.org', port: '5222', keep: 'false', way: 'a' })
  expect(answersTo(asked, { port: '' }).port).toBe('')
})

test('what was typed in an earlier step is not sent with this one', () => {
  expect(answersTo(form(address), { address: 'ann', code: '123' })).toEqual({ address: 'ann' })
})

test('only fields that are not optional can be missing', () => {
  const asked = form(address, { id: 'host', label: 'Host', kind: 'host', optional: true }, { id: 'keep', label: 'Keep', kind: 'switch' })
  expect(missingIn(asked, answersTo(asked, { address: ' ' }))).toEqual(['address'])
  expect(missingIn(asked, answersTo(asked, { address: 'ann' }))).toEqual([])
})

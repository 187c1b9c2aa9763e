import { describe, expect, test } from 'vitest'
import { can, demand } from './policy.ts'

const person = { guest: false }
const guest = { guest: true }
const message = { mine: true, deleted: false, state: 'sent', role: 'member', shared: true } as const

describe('who may do what', () => {
  test('guests link no accounts', () => {
    expect(can(person, 'account.link', null)).toBe(true)
    expect(can(guest, 'account.link', null)).toBe(false)
  })

  test.each([
    ['open', true],
    ['invite', false],
    ['closed', false],
  ] as const)('where sign-up is %s, a guest takes a login: %s', (signUp, allowed) => {
    expect(can(guest, 'login.take', { signUp })).toBe(allowed)
  })

  test.each([
    [{}, true],
    [{ mine: false }, false],
    [{ deleted: true }, false],
    [{ state: 'queued' }, false],
    [{ mine: false, role: 'owner' }, false],
  ] as const)('N7 only the author edits, and only what was sent: %j is %s', (change, allowed) => {
    expect(can(person, 'message.edit', { ...message, ...change })).toBe(allowed)
  })

  test.each([
    [{}, true],
    [{ mine: false }, false],
    [{ mine: false, role: 'admin' }, true],
    [{ mine: false, role: 'voice' }, false],
    [{ mine: false, role: 'owner', shared: false }, false],
    [{ mine: false, role: 'owner', deleted: true }, false],
    [{ state: 'failed' }, false],
  ] as const)('the author deletes, and who leads a room of this server: %j is %s', (change, allowed) => {
    expect(can(person, 'message.delete', { ...message, ...change })).toBe(allowed)
  })

  test.each([
    ['owner', true],
    ['admin', true],
    ['voice', false],
    ['member', false],
  ] as const)('a %s moderates: %s', (role, allowed) => {
    expect(can(person, 'room.moderate', { role })).toBe(allowed)
  })

  test('what is denied is refused in words', () => {
    expect(() => demand(person, 'conversation.write', { state: 'banned' })).toThrow('You are not in this conversation.')
    expect(() => demand(person, 'conversation.write', { state: 'joined' })).not.toThrow()
  })
})

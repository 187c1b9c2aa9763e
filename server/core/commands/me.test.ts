import { expect, test, vi } from 'vitest'
import type { SessionId, UserId } from '../../../contract/ids.ts'
import { meCommands } from './me.ts'
import type { Parts } from './parts.ts'

test('a password that nobody may take is not hashed, for that is what costs', async () => {
  const hash = vi.fn()
  const store = { users: { get: async () => ({ guest: false }) } }
  const commands = meCommands({ store, passwords: { hash }, signUp: 'open' } as unknown as Parts)
  const caller = { user: 'ann' as UserId, session: 'session' as SessionId, socket: 'socket' }
  await expect(commands['me.keep'](caller, { login: 'ann', password: 'correct horse' })).rejects.toMatchObject({ code: 'forbidden' })
  expect(hash).not.toHaveBeenCalled()
})

import { expect, test } from 'vitest'
import type { AccountId, SessionId, UserId } from '../../../contract/ids.ts'
import { settled } from '../trial/clock.ts'
import { trialEngine } from '../trial/engine.ts'
import { accountCommands, loginCommands } from './accounts.ts'
import type { Parts } from './parts.ts'

test('nobody links more accounts than a person has; whoever has that many can still sign in to them again', async () => {
  const user = 'ann' as UserId
  const caller = { user, session: 'session' as SessionId, socket: 'socket' }
  const account = 'account' as AccountId
  const step = { login: 'login', step: { ask: 'form', title: 'Sign in', fields: [] } }
  const store = {
    users: { get: async () => ({ guest: false }) },
    accounts: { of: async () => Array(51).fill({}), get: async () => ({ id: account, user, network: 'net' }) },
  }
  const parts = { store, engine: { network: () => ({ id: 'net' }) }, logins: { start: async () => step } }
  const commands = loginCommands(parts as unknown as Parts)
  await expect(commands['login.start'](caller, { network: 'net', flow: 'address' })).rejects.toMatchObject({ code: 'throttled' })
  expect(await commands['login.start'](caller, { network: 'net', flow: 'address', account })).toEqual(step)
})

test('an account that is being removed signs off and is never started again, however long that takes', async () => {
  const { store, start, engine, clock, session, sessions, userOf } = trialEngine()
  const account = store.add('alice')
  const caller = { user: userOf(account), session: 'session' as SessionId, socket: 'socket' }
  const commands = accountCommands({ store: store.store, engine } as Parts)
  await start()
  const removing = Promise.withResolvers<void>()
  store.accounts.removing = removing.promise
  const removed = commands['account.remove'](caller, { account })
  await settled()
  expect(session(account).stopped).toBe('off')
  await clock.pass(60_000)
  expect(sessions(account)).toBe(1)
  removing.resolve()
  await removed
  await clock.pass(60_000)
  expect(sessions(account)).toBe(1)
  expect(store.rows.size).toBe(0)
})

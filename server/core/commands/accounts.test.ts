import { expect, test } from 'vitest'
import type { SessionId } from '../../../contract/ids.ts'
import { settled } from '../trial/clock.ts'
import { trialEngine } from '../trial/engine.ts'
import { accountCommands } from './accounts.ts'
import type { Parts } from './parts.ts'

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

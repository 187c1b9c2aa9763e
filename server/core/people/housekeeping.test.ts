import { expect, test, vi } from 'vitest'
import type { SessionId, UserId } from '../../../contract/ids.ts'
import type { Store } from '../../db/store.ts'
import { TrialLog } from '../trial/log.ts'
import { guestMs, keepHouse } from './housekeeping.ts'
import { createSessions } from './sessions.ts'

const now = () => 100 * 86_400_000
const open = 'open' as SessionId

function household() {
  const calls: string[] = []
  const left = [5_000, 5_000, 12]
  const gone = ['gone' as UserId]
  const expired = ['one', 'two']
  const store = {
    users: {
      touchSession: vi.fn(async () => void calls.push('touch')),
      removeGuests: vi.fn(async (_: { before: number }) => {
        calls.push('remove')
        return gone.splice(0)
      }),
      removeSessions: vi.fn(async (_: { before: number }) => expired.splice(0).length),
    },
    feeds: { prune: vi.fn(async () => left.shift() ?? 0) },
  }
  const log = new TrialLog()
  const whole = store as unknown as Store
  return {
    store,
    calls,
    log,
    house: { store: whole, log, now, sessions: createSessions({ store: whole, now }), connected: () => [open, open] },
  }
}

test('guests go after seven days, but nobody who still sits at an open tab', async () => {
  const { house, store, calls } = household()
  await keepHouse(house)
  expect(store.users.removeGuests).toHaveBeenCalledWith({ before: now() - guestMs })
  expect(guestMs).toBe(7 * 86_400_000)
  expect(store.users.touchSession).toHaveBeenCalledExactlyOnceWith({ session: open, at: now() })
  expect(calls).toEqual(['touch', 'remove'])
})

test('old changes are pruned a piece at a time, until there are none', async () => {
  const { house, store, log } = household()
  await keepHouse(house)
  expect(store.feeds.prune).toHaveBeenCalledTimes(3)
  expect(log.lines.at(-1)).toMatchObject({ what: 'house kept', facts: { sessions: 2, guests: 1, changes: 10_012 } })
})

test('browser sessions nobody may come back with are removed', async () => {
  const { house, store } = household()
  await keepHouse(house)
  expect(store.users.removeSessions).toHaveBeenCalledExactlyOnceWith({ before: now() - 90 * 86_400_000 })
})

test('a house in which there is nothing to do is kept without a word', async () => {
  const { house, log } = household()
  await keepHouse(house)
  const said = log.lines.length
  await keepHouse(house)
  expect(log.lines).toHaveLength(said)
})

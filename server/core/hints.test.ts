import { describe, expect, test } from 'vitest'
import type { AccountId, ConversationId, PersonId, UserId } from '../../contract/ids.ts'
import type { Hint } from '../../contract/sync.ts'
import { Hints } from './hints.ts'
import { TrialClock } from './trial/clock.ts'

const alice = 'alice' as UserId
const work = { user: alice, account: 'work' as AccountId }
const home = { user: alice, account: 'home' as AccountId }

const shows = (person: string, show: 'online' | 'away' | 'offline'): Hint => ({
  type: 'presence',
  person: person as PersonId,
  show,
  text: '',
})
const types = (person: string, on: boolean): Hint => ({
  type: 'typing',
  conversation: 'chat' as ConversationId,
  person: person as PersonId,
  name: person,
  on,
})

function trial() {
  const clock = new TrialClock()
  const hints = new Hints(clock)
  const pushes: { at: number; hints: readonly Hint[] }[] = []
  const start = clock.now()
  hints.onHints((_, told) => pushes.push({ at: clock.now() - start, hints: told }))
  return { clock, hints, pushes }
}

describe('S17 hints', () => {
  test('presence comes at most once a second, of each person the newest', async () => {
    const { clock, hints, pushes } = trial()
    for (let n = 0; n < 100; n++) {
      hints.heard(work, shows('bob', n % 2 ? 'away' : 'online'))
      hints.heard(work, shows(`friend${n}`, 'online'))
      await clock.pass(50)
    }
    await clock.pass(5000)
    expect(pushes.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000, 4000, 5000])
    expect(pushes.every(({ hints: told }) => new Set(told.map((hint) => (hint as { person: string }).person)).size === told.length)).toBe(
      true,
    )
    expect(pushes.flatMap(({ hints: told }) => told).findLast((hint) => (hint as { person: string }).person === 'bob')).toEqual(
      shows('bob', 'away'),
    )
    expect(clock.timers).toBe(0)
  })

  test('what is no news is not told', async () => {
    const { clock, hints, pushes } = trial()
    hints.heard(work, shows('bob', 'online'))
    await clock.pass(5000)
    hints.heard(work, shows('bob', 'online'))
    await clock.pass(5000)
    expect(pushes.length).toBe(1)
  })

  test('a browser that connects gets all that is in force', () => {
    const { hints } = trial()
    hints.heard(work, shows('bob', 'away'))
    hints.heard(work, shows('carol', 'online'))
    hints.heard(work, shows('carol', 'offline'))
    hints.heard(work, types('bob', true))
    expect(hints.of(alice)).toEqual([shows('bob', 'away'), types('bob', true)])
    expect(hints.of('eve' as UserId)).toEqual([])
  })

  test('typing is told at once, at most once a second while it goes on, and ends by itself', async () => {
    const { clock, hints, pushes } = trial()
    for (let pressed = 0; pressed < 20; pressed++) {
      hints.heard(work, types('bob', true))
      await clock.pass(100)
    }
    expect(pushes).toEqual([
      { at: 0, hints: [types('bob', true)] },
      { at: 1000, hints: [types('bob', true)] },
    ])
    await clock.pass(8000)
    expect(pushes.slice(2)).toEqual([{ at: 9900, hints: [types('bob', false)] }])
    expect(hints.of(alice)).toEqual([])
    hints.heard(work, types('bob', false))
    expect(pushes.length).toBe(3)
  })

  test('when a session ends its people go offline, unless it is back soon', async () => {
    const { clock, hints, pushes } = trial()
    hints.heard(work, shows('bob', 'online'))
    hints.heard(work, shows('carol', 'away'))
    hints.heard(work, types('bob', true))
    hints.heard(home, shows('dave', 'online'))
    await clock.pass(2000)
    pushes.length = 0
    hints.ended(work)
    expect(pushes.flatMap(({ hints: told }) => told)).toEqual([types('bob', false)])
    await clock.pass(2000)
    hints.heard(work, shows('carol', 'away'))
    await clock.pass(2999)
    expect(hints.of(alice)).toEqual([shows('bob', 'online'), shows('carol', 'away'), shows('dave', 'online')])
    await clock.pass(1)
    expect(pushes.at(-1)?.hints).toEqual([shows('bob', 'offline')])
    expect(hints.of(alice)).toEqual([shows('carol', 'away'), shows('dave', 'online')])
  })
})

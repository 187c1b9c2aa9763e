import { describe, expect, test } from 'vitest'
import type { LinkState } from '../../contract/sync.ts'
import { Link } from './link.ts'
import { TrialClock } from './trial/clock.ts'

function shownLink() {
  const clock = new TrialClock()
  const shown: LinkState[] = []
  const link = new Link(clock, ({ state }) => shown.push(state))
  return { clock, shown, link }
}

describe('link states', () => {
  test('a first connection is shown step by step', () => {
    const { link, shown } = shownLink()
    for (const state of ['connecting', 'syncing', 'online'] as const) link.set(state)
    expect(shown).toEqual(['connecting', 'syncing', 'online'])
  })

  test('a blip under 5 seconds is not shown', async () => {
    const { link, shown, clock } = shownLink()
    link.set('online')
    link.set('waiting', 17)
    await clock.pass(3000)
    link.set('connecting')
    await clock.pass(1999)
    link.set('online')
    await clock.pass(60_000)
    expect(shown).toEqual(['online'])
    expect(link.now.state).toBe('online')
  })

  test('after 5 seconds it is shown as it is then', async () => {
    const { link, shown, clock } = shownLink()
    link.set('online')
    link.set('connecting')
    await clock.pass(1000)
    link.set('waiting', 17)
    await clock.pass(4000)
    expect(shown).toEqual(['online', 'waiting'])
    expect(link.shown.until).toBe(17)
  })

  test.each(['needs-you', 'off', 'asleep'] as const)('%s is shown at once', (state) => {
    const { link, shown, clock } = shownLink()
    link.set('online')
    link.set('waiting', 17)
    link.set(state)
    expect(shown).toEqual(['online', state])
    expect(clock.timers).toBe(0)
  })
})

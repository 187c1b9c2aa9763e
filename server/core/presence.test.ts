import { describe, expect, test } from 'vitest'
import type { Show } from '../../contract/entities.ts'
import type { AccountId, UserId } from '../../contract/ids.ts'
import type { OwnPresence, Session } from '../networks/network.ts'
import type { Attention } from './attendance.ts'
import { ownPresence, Presence } from './presence.ts'
import { settled } from './trial/clock.ts'
import { TrialLog } from './trial/log.ts'

const alice = 'alice' as UserId

describe('what the networks are told', () => {
  const table: [Show, Attention, Show, boolean][] = [
    ['online', 'here', 'online', false],
    ['online', 'idle', 'away', false],
    ['online', 'absent', 'away', true],
    ['busy', 'idle', 'busy', false],
    ['busy', 'absent', 'busy', true],
    ['away', 'here', 'away', false],
    ['hidden', 'here', 'hidden', false],
    ['hidden', 'idle', 'hidden', false],
    ['hidden', 'absent', 'hidden', true],
  ]
  test.each(table)('chosen %s while %s: %s', (chosen, attention, show, absent) => {
    expect(ownPresence({ show: chosen, status: 'Hm.' }, attention)).toEqual({ show, text: 'Hm.', absent })
  })
})

function trial() {
  const chosen = { show: 'online' as Show, status: '' }
  const log = new TrialLog()
  let attention: Attention = 'here'
  const broken = { error: null as Error | null }
  const get = async () => {
    if (broken.error) throw broken.error
    return { ...chosen } as never
  }
  const presence = new Presence({ users: { get }, attention: () => attention, log })
  const ear = (name: string, set?: (presence: OwnPresence) => Promise<void>) => {
    const told: string[] = []
    const hears = async (own: OwnPresence) => {
      told.push(own.show)
      await set?.(own)
    }
    presence.online(alice, name as AccountId, { presence: { set: hears } } as unknown as Session)
    return told
  }
  const attend = (next: Attention) => {
    attention = next
    presence.moved(alice)
  }
  return { broken, chosen, presence, ear, attend, log }
}

describe('presence', () => {
  test('each session is told when it comes online, and then only what is new', async () => {
    const { ear, attend, presence, chosen } = trial()
    const first = ear('first')
    await settled()
    attend('here')
    attend('idle')
    const second = ear('second')
    await settled()
    chosen.show = 'busy'
    await presence.chosen(alice)
    await presence.chosen(alice)
    await settled()
    expect(first).toEqual(['online', 'away', 'busy'])
    expect(second).toEqual(['away', 'busy'])
  })

  test('a slow network hears one at a time, and of what it missed only the newest', async () => {
    const { ear, attend } = trial()
    const slow = Promise.withResolvers<void>()
    const told = ear('slow', () => slow.promise)
    await settled()
    for (const attention of ['idle', 'here', 'idle'] as const) attend(attention)
    await settled()
    expect(told).toEqual(['online'])
    slow.resolve()
    await settled()
    expect(told).toEqual(['online', 'away'])
  })

  test('N14 a network that refuses it disturbs no other', async () => {
    const { ear, attend, log } = trial()
    const bad = ear('bad', () => Promise.reject(new Error('planted')))
    const good = ear('good')
    await settled()
    attend('idle')
    await settled()
    expect([bad, good]).toEqual([
      ['online', 'away'],
      ['online', 'away'],
    ])
    expect(log.lines.length).toBe(2)
  })

  test('what could not be read is read again when there is news', async () => {
    const { ear, attend, broken } = trial()
    broken.error = new Error('planted')
    const told = ear('one')
    await settled()
    broken.error = null
    attend('idle')
    await settled()
    expect(told).toEqual(['away'])
  })

  test('who went offline is told nothing any more', async () => {
    const { ear, attend, presence } = trial()
    const told = ear('one')
    await settled()
    presence.offline(alice, 'one' as AccountId)
    attend('idle')
    await settled()
    expect(told).toEqual(['online'])
  })
})

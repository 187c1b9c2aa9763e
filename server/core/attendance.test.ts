import { describe, expect, test } from 'vitest'
import type { UserId } from '../../contract/ids.ts'
import { Attendance } from './attendance.ts'
import { TrialClock } from './trial/clock.ts'

const alice = 'alice' as UserId

function trial() {
  const clock = new TrialClock()
  const told: string[] = []
  const attendance: Attendance = new Attendance({
    clock,
    woke: () => told.push('woke'),
    slept: () => told.push('slept'),
    changed: (user) => told.push(attendance.attention(user)),
  })
  return { clock, told, attendance }
}

describe('attendance', () => {
  test('a page that loads again is no absence', async () => {
    const { attendance, clock, told } = trial()
    attendance.attach(alice, 'one')
    attendance.detach(alice, 'one')
    await clock.pass(9_999)
    attendance.attach(alice, 'two')
    await clock.pass(3_600_000)
    expect(told).toEqual(['woke', 'here', 'here'])
  })

  test('absent 10 s after the last socket, asleep after 10 minutes, and woken again', async () => {
    const { attendance, clock, told } = trial()
    attendance.attach(alice, 'one')
    attendance.attach(alice, 'two')
    attendance.detach(alice, 'one')
    await clock.pass(3_600_000)
    attendance.detach(alice, 'two')
    await clock.pass(10_000)
    expect(told).toEqual(['woke', 'here', 'here', 'here', 'absent'])
    await clock.pass(589_999)
    expect(attendance.awake(alice)).toBe(true)
    await clock.pass(1)
    expect(attendance.awake(alice)).toBe(false)
    attendance.attach(alice, 'three')
    expect(told.slice(5)).toEqual(['slept', 'woke', 'here'])
  })

  test('idle only when nobody touches any of the sockets', () => {
    const { attendance } = trial()
    attendance.attach(alice, 'one')
    attendance.attach(alice, 'two')
    attendance.idle(alice, 'one', true)
    expect(attendance.attention(alice)).toBe('here')
    attendance.idle(alice, 'two', true)
    expect(attendance.attention(alice)).toBe('idle')
    attendance.idle(alice, 'one', false)
    expect(attendance.attention(alice)).toBe('here')
  })

  test('sockets that were never attached, or are gone, say nothing', async () => {
    const { attendance, clock, told } = trial()
    attendance.idle(alice, 'one', true)
    attendance.detach(alice, 'one')
    attendance.attach(alice, 'one')
    attendance.detach(alice, 'other')
    await clock.pass(3_600_000)
    expect(told).toEqual(['woke', 'here'])
  })
})

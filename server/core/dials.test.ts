import { describe, expect, test } from 'vitest'
import { Dials } from './dials.ts'
import { TrialClock } from './trial/clock.ts'

const never = new AbortController().signal

/** Most starts within any second. */
function densest(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length))
}

async function dialAll(hosts: readonly string[], own = false) {
  const clock = new TrialClock()
  const dials = new Dials(clock)
  const log: { host: string; at: number; number: number }[] = []
  hosts.forEach((host, number) => {
    void dials.turn({ host, own }, never).then(() => log.push({ host, at: clock.now(), number }))
  })
  await clock.pass(600_000)
  return { clock, log }
}

describe('N12 dials', () => {
  test('1,000 accounts on 300 hosts: 20 a second, 5 a second to one host, nobody forgotten', async () => {
    const { log, clock } = await dialAll(Array.from({ length: 1000 }, (_, n) => (n % 2 ? `host${n % 300}` : 'large')))
    expect(log.length).toBe(1000)
    expect(densest(log.map(({ at }) => at))).toBe(20)
    expect(densest(log.filter(({ host }) => host === 'large').map(({ at }) => at))).toBe(5)
    const large = log.filter(({ host }) => host === 'large').map(({ number }) => number)
    expect(large).toEqual(large.toSorted((a, b) => a - b))
    expect(clock.timers).toBe(0)
  })

  test('a private server that the admin has defined takes as many as this process may dial', async () => {
    const { log } = await dialAll(
      Array.from({ length: 100 }, () => 'ours'),
      true,
    )
    expect(log.length).toBe(100)
    expect(densest(log.map(({ at }) => at))).toBe(20)
  })

  test('one slow host keeps nobody else waiting', async () => {
    const { log } = await dialAll([...Array.from({ length: 50 }, () => 'large'), 'small'])
    const start = log[0]?.at
    expect(log.find(({ host }) => host === 'small')?.at).toBe(start)
  })

  test('who is no longer wanted neither waits nor takes a turn', async () => {
    const clock = new TrialClock()
    const dials = new Dials(clock, { perSecond: 1, perHost: 1 })
    const gone = new AbortController()
    const done: string[] = []
    for (const [name, signal] of Object.entries({ first: never, second: gone.signal, third: never })) {
      void dials.turn({ host: 'host', own: false }, signal).then(() => done.push(`${name} ${clock.now() % 1_000_000}`))
    }
    gone.abort()
    await clock.pass(1000)
    expect(done).toEqual(['first 0', 'second 0', 'third 1000'])
  })
})

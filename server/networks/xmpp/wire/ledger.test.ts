import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isCount, Ledger, later } from './ledger.ts'

const last = 2 ** 32 - 1

describe('N3 counting what came', () => {
  it('acknowledges nothing before it is stored with a checkpoint', () => {
    const ledger = new Ledger()
    const counts = [ledger.received(true), ledger.received(true), ledger.received(true)]
    expect(counts).toEqual([1, 2, 3])
    expect(ledger.acknowledged).toBe(0)
    expect(ledger.offer(2)).toBe(2)
    expect(ledger.acknowledged).toBe(0)
    ledger.stored(2)
    expect(ledger.acknowledged).toBe(2)
    expect(ledger.unstored).toBe(1)
  })

  it('counts answers that need no storing, but not past what is unstored', () => {
    const ledger = new Ledger()
    ledger.received(true)
    ledger.received(false)
    ledger.received(true)
    ledger.received(false)
    expect(ledger.offer(1)).toBe(2)
    ledger.stored(1)
    expect(ledger.acknowledged).toBe(2)
    expect(ledger.offer(3)).toBe(4)
  })

  it('does not overtake the last checkpoint for a few stanzas', () => {
    const ledger = new Ledger()
    for (let i = 0; i < 100; i++) ledger.stored(ledger.received(true))
    expect(ledger.acknowledged).toBe(0)
    expect(ledger.storedEdge).toBe(100)
    ledger.stored(ledger.received(true))
    expect(ledger.acknowledged).toBe(101)
  })

  it('ignores numbers that never were', () => {
    const ledger = new Ledger(10)
    ledger.received(true)
    for (const count of [0, 10, 12, 500, last]) ledger.stored(count)
    expect(ledger.unstored).toBe(1)
    ledger.stored(11)
    expect(ledger.unstored).toBe(0)
  })

  it('goes on beyond 2^32', () => {
    const ledger = new Ledger(last - 1)
    expect([ledger.received(true), ledger.received(true), ledger.received(true)]).toEqual([last, 0, 1])
    expect(ledger.offer(0)).toBe(0)
    ledger.stored(0)
    expect(ledger.acknowledged).toBe(0)
    expect(ledger.unstored).toBe(1)
    expect(ledger.offer(1)).toBe(1)
    ledger.stored(1)
    expect(ledger.acknowledged).toBe(1)
  })

  it('never vouches for what is unstored, whatever happens in which order', () => {
    const step = fc.oneof(fc.boolean(), fc.record({ store: fc.nat(20), checkpoint: fc.boolean() }))
    fc.assert(
      fc.property(fc.integer({ min: last - 10, max: last }), fc.array(step, { maxLength: 60 }), (start, steps) => {
        const ledger = new Ledger(start)
        const handed: number[] = []
        for (const it of steps) {
          if (typeof it === 'boolean') {
            const count = ledger.received(it)
            if (it) handed.push(count)
          } else {
            const count = handed[Math.min(it.store, handed.length - 1)]
            if (count === undefined) continue
            const offered = it.checkpoint ? ledger.offer(count) : null
            ledger.stored(count)
            handed.splice(0, it.store + 1)
            if (offered !== null) expect(ledger.acknowledged).toBe(offered)
          }
          expect(ledger.unstored).toBe(handed.length)
          if (handed[0] !== undefined) expect(later(ledger.acknowledged, handed[0])).toBe(handed[0])
        }
      }),
    )
  })
})

describe('counting what was sent', () => {
  it('settles what the server has, in order', () => {
    const ledger = new Ledger<string>()
    for (const entry of ['a', 'b', 'c']) ledger.sent(entry)
    expect(ledger.outbound).toBe(3)
    expect(ledger.acknowledge(2)).toEqual(['a', 'b'])
    expect(ledger.acknowledge(2)).toEqual([])
    expect(ledger.unacked).toEqual(['c'])
  })

  it('goes on beyond 2^32', () => {
    const ledger = new Ledger<string>(0, last)
    for (const entry of ['a', 'b', 'c']) ledger.sent(entry)
    expect(ledger.outbound).toBe(2)
    expect(ledger.acknowledge(0)).toEqual(['a'])
    expect(ledger.acknowledge(2)).toEqual(['b', 'c'])
  })

  it.each([4, 0, -1, 1.5, Number.NaN, 2 ** 32 + 2])('refuses to settle %s of two, one of which is settled', (count) => {
    const ledger = new Ledger<string>()
    for (const entry of ['a', 'b']) ledger.sent(entry)
    ledger.acknowledge(1)
    expect(ledger.acknowledge(count)).toBeNull()
    expect(ledger.unacked).toEqual(['b'])
    expect(ledger.acked).toBe(1)
  })

  it('knows a count from other numbers', () => {
    expect([0, 1, last].every(isCount)).toBe(true)
    expect([-1, 0.5, last + 1, Number.NaN].some(isCount)).toBe(false)
  })
})

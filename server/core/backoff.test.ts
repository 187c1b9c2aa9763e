import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backoff } from './backoff.ts'

const tries = fc.nat({ max: 5000 })
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

test('N12 waits at most 5 minutes of its own, and at least what was asked for', () => {
  fc.assert(
    fc.property(tries, random, fc.nat({ max: 3_600_000 }), (n, chance, asked) => {
      const wait = backoff(n, chance, asked)
      expect(Number.isInteger(wait)).toBe(true)
      expect(wait).toBeGreaterThanOrEqual(asked)
      expect(wait).toBeLessThanOrEqual(Math.max(asked, 300_000))
    }),
  )
})

test('N12 doubles from one second, and jitter reaches down to nothing', () => {
  fc.assert(
    fc.property(fc.nat({ max: 8 }), random, (n, chance) => {
      expect(backoff(n, chance)).toBe(Math.floor(chance * 1000 * 2 ** n))
      expect(backoff(n, 0)).toBe(0)
    }),
  )
  expect(backoff(20, 0.999999)).toBe(299_999)
})

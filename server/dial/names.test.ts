import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SrvRecord, srvOrder, systemNames } from './names.ts'

const record = (host: string, priority: number, weight: number): SrvRecord => ({ host, port: 1, priority, weight })

describe('the order of SRV records', () => {
  it('tries lower priorities first', () => {
    const ordered = srvOrder([record('c', 20, 0), record('a', 5, 0), record('b', 10, 99)])
    expect(ordered.map(({ host }) => host)).toEqual(['a', 'b', 'c'])
  })

  it('draws by weight within one priority', () => {
    const records = [record('light', 1, 10), record('heavy', 1, 90)]
    expect(srvOrder(records, () => 0.05)[0]?.host).toBe('light')
    expect(srvOrder(records, () => 0.11)[0]?.host).toBe('heavy')
    expect(srvOrder(records, () => 0.99)[0]?.host).toBe('heavy')
  })

  it('gives a weight of zero its small chance', () => {
    const records = [record('heavy', 1, 90), record('zero', 1, 0)]
    expect(srvOrder(records, () => 0)[0]?.host).toBe('zero')
    expect(srvOrder(records, () => 0.01)[0]?.host).toBe('heavy')
  })

  it('loses and invents nothing', () => {
    const some = fc.record({ host: fc.string(), port: fc.nat(), priority: fc.nat(3), weight: fc.nat(100) })
    fc.assert(
      fc.property(fc.array(some), (records) => {
        const ordered = srvOrder(records)
        expect(new Set(ordered)).toEqual(new Set(records))
        expect(ordered.map(({ priority }) => priority)).toEqual(records.map(({ priority }) => priority).toSorted())
      }),
    )
  })
})

describe('the system resolver', () => {
  it('sees through strange spellings of an address', async () => {
    expect(await systemNames().addresses('0x7f.1')).toEqual(['127.0.0.1'])
    expect(await systemNames().addresses('2130706433')).toEqual(['127.0.0.1'])
  })
})

import { expect, test } from 'vitest'
import { Abilities } from '../../contract/abilities.ts'
import { disagreements } from './agreement.ts'
import type { HouseBook } from './house/book.ts'
import { networks } from './index.ts'
import type { Account, PersonKey } from './network.ts'

const all = networks({ book: {} as HouseBook, deliver: async () => {}, now: () => 0, toy: true })
const account = {
  settings: {},
  secret: '',
  me: { key: 'me' as PersonKey, name: 'Me', address: 'me' },
  services: [],
  checkpoint: null,
} as unknown as Account

test('every network has a name and a mark of its own', () => {
  for (const field of ['id', 'name', 'mark'] as const) expect(new Set(all.map((network) => network[field])).size).toBe(all.length)
})

test('one network is shared: the home of everybody here', () => {
  expect(all.filter(({ shared }) => shared).map(({ id }) => id)).toEqual(['house'])
})

test('the toy is only there for those who ask for it', () => {
  const usual = networks({ book: {} as HouseBook, deliver: async () => {}, now: () => 0 })
  expect(all.map(({ id }) => id)).toEqual([...usual.map(({ id }) => id), 'toy'])
})

test.each(all)('N10 facets and abilities of $id agree', (network) => {
  expect(Abilities.parse(network.abilities)).toEqual(network.abilities)
  expect(disagreements(network, network.open(account))).toEqual([])
})

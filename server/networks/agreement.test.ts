import { expect, test } from 'vitest'
import { toy } from './_toy/index.ts'
import { disagreements } from './agreement.ts'
import type { Account, Session } from './network.ts'

const session = toy.open({} as Account)
const contacts = { add: async () => {}, remove: async () => {}, update: async () => {}, answer: async () => {} }
const disagree = (abilities: Partial<typeof toy.abilities>, facets: Partial<Session>) =>
  disagreements({ shared: false, abilities: { ...toy.abilities, ...abilities } }, { ...session, ...facets }).join('; ')

test.each([
  { says: 'typing is native', abilities: { typing: 'native' }, facets: {} },
  { says: 'typing is none', abilities: {}, facets: { typing: { set: async () => {} } } },
  { says: 'block is native', abilities: { contacts: 'network', block: 'native' }, facets: { contacts } },
  { says: 'contacts is none', abilities: {}, facets: { contacts } },
  { says: 'history is all', abilities: { history: 'all' }, facets: {} },
  { says: 'invite links', abilities: {}, facets: { invites: { accept: async () => '' as never } } },
] as const)('N10 it is noticed that $says and the facet says otherwise', ({ says, abilities, facets }) => {
  expect(disagree(abilities, facets)).toContain(says)
})

test('N10 an ability with its facet agrees', () => {
  expect(disagree({ contacts: 'network', groups: 'none' }, { contacts })).toBe('')
})

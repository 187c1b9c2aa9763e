import { expect, test } from 'vitest'
import type { Contact, Person } from '../../contract/entities.ts'
import { candidates } from './candidates.ts'

const contact = (name: string, address: string) => ({ name, address, avatar: null }) as Contact
const person = (name: string, address: string) => ({ id: null, name, address, avatar: null }) as Person
const addresses = (typed: string, contacts: Contact[] = [], found: Person[] = []) =>
  candidates(typed, { contacts, found }).map(({ address }) => address)

test('contacts come before people who were found, and what was typed comes last', () => {
  expect(addresses('ann', [contact('Ann Lee', 'lee')], [person('Anna', 'anna')])).toEqual(['lee', 'anna', 'ann'])
})

test('an exact address is first, whoever knows it', () => {
  expect(addresses('bob', [contact('Bobby', 'bobby')], [person('Robert', 'Bob')])).toEqual(['Bob', 'bobby'])
})

test('somebody who is a contact and was found is there once, as a contact', () => {
  const ann = contact('Ann', 'ann')
  expect(candidates('ann', { contacts: [ann], found: [person('Ann', 'ANN')] })).toEqual([
    { name: 'Ann', address: 'ann', avatar: null, contact: ann },
  ])
})

test('a name with a space is not an address', () => expect(addresses('ann lee')).toEqual([]))

test('nothing typed, nobody meant', () => expect(addresses('  ', [contact('Ann', 'ann')])).toEqual([]))

import { afterEach, beforeEach, expect, test } from 'vitest'
import { directKey } from './keys.ts'
import { buildTown, type Citizen, type Town } from './trial/town.ts'

let town: Town
let alice: Citizen
let bob: Citizen
beforeEach(async () => {
  town = buildTown()
  alice = await town.arrive('Alice')
  bob = await town.arrive('Bob')
})
afterEach(() => town.close())

const state = (one: Citizen, other: Citizen) => town.ledger.list(one.key, other.key)?.state
const befriend = async () => {
  await alice.session.contacts.add('bob')
  await bob.session.contacts.answer(alice.key, true)
}

test('a request shows on both lists, and accepting it makes contacts of both', async () => {
  await alice.session.contacts.add('@Bob', 'Bobby')
  expect([state(alice, bob), state(bob, alice)]).toEqual(['asked', 'asks'])
  await bob.session.contacts.answer(alice.key, true)
  expect([state(alice, bob), state(bob, alice)]).toEqual(['both', 'both'])
  expect(town.ledger.list(alice.key, bob.key)?.name).toBe('Bobby')
})

test('a declined request is gone, and may be made again', async () => {
  await alice.session.contacts.add('bob')
  await bob.session.contacts.answer(alice.key, false)
  expect([state(alice, bob), state(bob, alice)]).toEqual(['none', undefined])
  await alice.session.contacts.add('bob')
  expect(state(bob, alice)).toBe('asks')
})

test('two requests that cross are an agreement', async () => {
  await Promise.all([alice.session.contacts.add('bob'), bob.session.contacts.add('alice')])
  expect([state(alice, bob), state(bob, alice)]).toEqual(['both', 'both'])
})

test('there is nothing to answer where nobody asked', async () => {
  await expect(alice.session.contacts.answer(bob.key, true)).rejects.toMatchObject({ code: 'not-found' })
})

test.each([
  { address: 'nobody', code: 'not-found' },
  { address: 'alice', code: 'invalid' },
  { address: '#room', code: 'invalid' },
  { address: 'bob@example.org', code: 'invalid' },
])('adding $address is refused as $code', async ({ address, code }) => {
  await expect(alice.session.contacts.add(address)).rejects.toMatchObject({ code })
})

test('names and groups are the own side’s', async () => {
  await befriend()
  await alice.session.contacts.update(bob.key, 'Robert', ['work'])
  expect(town.ledger.list(alice.key, bob.key)).toMatchObject({ name: 'Robert', groups: ['work'], state: 'both' })
  expect(town.ledger.list(bob.key, alice.key)?.name).toBe('Alice')
  expect(town.ledger.people.get(bob.key)?.name).toBe('Bob')
})

test('removing takes the other one’s subscription and leaves his entry', async () => {
  await befriend()
  await alice.session.contacts.remove(bob.key)
  expect([state(alice, bob), state(bob, alice)]).toEqual([undefined, 'none'])
  expect(bob.hints.at(-1)).toEqual({ type: 'presence', from: alice.key, show: 'offline', text: '' })
})

test('someone who is blocked hears nothing and is not told', async () => {
  await befriend()
  await alice.session.converse('bob')
  await alice.write(bob, 'before')
  await bob.session.contacts.block(alice.key, true)
  expect(alice.hints.at(-1)).toMatchObject({ type: 'presence', from: bob.key, show: 'offline' })
  bob.hints.length = 0
  await alice.write(bob, 'still there?')
  await alice.session.typing.set(directKey(alice.key, bob.key), true)
  await alice.session.presence.set({ show: 'busy', text: '', absent: false })
  await alice.session.contacts.add('bob')
  await alice.session.rooms.create({ name: 'Trap', topic: '', public: false, people: [bob.key] })
  expect(bob.hints).toEqual([])
  expect(town.ledger.chats(bob.key)).toEqual([])
  expect(state(alice, bob)).toBe('both')
  expect(await bob.session.contacts.find('alice')).toEqual([])
  await expect(bob.write(alice, 'hello')).rejects.toMatchObject({ code: 'forbidden' })
})

test('unblocking brings chat and presence back', async () => {
  await befriend()
  await alice.session.converse('bob')
  await alice.write(bob, 'hello')
  await bob.session.contacts.block(alice.key, true)
  await bob.session.contacts.block(alice.key, false)
  expect(town.ledger.chats(bob.key)).toEqual([directKey(alice.key, bob.key)])
  expect(bob.hints.at(-1)).toMatchObject({ type: 'presence', from: alice.key, show: 'online' })
})

test('a block outlives the removal of the entry', async () => {
  await bob.session.contacts.block(alice.key, true)
  await bob.session.contacts.remove(alice.key)
  expect(town.ledger.list(bob.key, alice.key)).toMatchObject({ state: 'none', blocked: true })
  await alice.session.contacts.remove(bob.key)
  expect(town.ledger.list(bob.key, alice.key)?.blocked).toBe(true)
})

test('people are found by name and login, but neither guests nor oneself', async () => {
  await town.arrive('Bobby Guest', { guest: true, address: 'guest-1' })
  expect((await alice.session.contacts.find('BOB')).map(({ address }) => address)).toEqual(['bob'])
  expect(await alice.session.contacts.find('alice')).toEqual([])
})

import { beforeEach, expect, test } from 'vitest'
import { directKey } from './keys.ts'
import { buildTown, type Citizen } from './town.suite.ts'

const town = buildTown()
let alice: Citizen
let bob: Citizen
beforeEach(async () => {
  alice = await town.arrive('Alice')
  bob = await town.arrive('Bob')
})

const states = async () => [(await town.list(alice, bob))?.state, (await town.list(bob, alice))?.state]
const befriend = async () => {
  await alice.session.contacts.add(bob.address)
  await bob.session.contacts.answer(alice.key, true)
}

test('a request shows on both lists, and accepting it makes contacts of both', async () => {
  await alice.session.contacts.add(`@${bob.address.toUpperCase()}`, 'Bobby')
  expect(await states()).toEqual(['asked', 'asks'])
  await bob.session.contacts.answer(alice.key, true)
  expect(await states()).toEqual(['both', 'both'])
  expect((await town.list(alice, bob))?.name).toBe('Bobby')
})

test('a declined request is gone, and may be made again', async () => {
  await alice.session.contacts.add(bob.address)
  await bob.session.contacts.answer(alice.key, false)
  expect(await states()).toEqual(['none', undefined])
  await alice.session.contacts.add(bob.address)
  expect(await states()).toEqual(['asked', 'asks'])
})

test('two requests that cross are an agreement', async () => {
  await Promise.all([alice.session.contacts.add(bob.address), bob.session.contacts.add(alice.address)])
  expect(await states()).toEqual(['both', 'both'])
})

test('there is nothing to answer where nobody asked', async () => {
  await expect(alice.session.contacts.answer(bob.key, true)).rejects.toMatchObject({ code: 'not-found' })
})

test.each([
  { address: 'nobody', code: 'not-found' },
  { address: '#room', code: 'invalid' },
  { address: 'bob@example.org', code: 'invalid' },
])('adding $address is refused as $code', async ({ address, code }) => {
  await expect(alice.session.contacts.add(address)).rejects.toMatchObject({ code })
})

test('nobody adds himself', async () => {
  await expect(alice.session.contacts.add(alice.address)).rejects.toMatchObject({ code: 'invalid' })
})

test('names and groups are the own side’s', async () => {
  await befriend()
  await alice.session.contacts.update(bob.key, 'Robert', ['work'])
  expect(await town.list(alice, bob)).toMatchObject({ name: 'Robert', groups: ['work'], state: 'both' })
  expect((await town.list(bob, alice))?.name).toBe('Alice')
  expect((await town.store.house.person({ key: bob.key }))?.name).toBe('Bob')
})

test('removing takes the other one’s subscription and leaves his entry', async () => {
  await befriend()
  await alice.session.contacts.remove(bob.key)
  expect(await states()).toEqual([undefined, 'none'])
  expect(bob.hints.at(-1)).toEqual({ type: 'presence', from: alice.key, show: 'offline', text: '' })
})

test('someone who is blocked hears nothing and is not told', async () => {
  await befriend()
  await alice.session.converse(bob.address)
  await alice.write(bob, 'before')
  await bob.session.contacts.block(alice.key, true)
  expect(alice.hints.at(-1)).toMatchObject({ type: 'presence', from: bob.key, show: 'offline' })
  bob.hints.length = 0
  await alice.write(bob, 'still there?')
  await alice.session.typing.set(directKey(alice.key, bob.key), true)
  await alice.session.presence.set({ show: 'busy', text: '', absent: false })
  await alice.session.contacts.add(bob.address)
  await alice.session.rooms.create({ name: 'Trap', topic: '', public: false, people: [bob.key] })
  expect(bob.hints).toEqual([])
  expect(await bob.chats()).toEqual([])
  expect((await states())[0]).toBe('both')
  expect(await bob.session.contacts.find(alice.address)).toEqual([])
  await expect(bob.write(alice, 'hello')).rejects.toMatchObject({ code: 'forbidden' })
})

test('unblocking brings chat and presence back', async () => {
  await befriend()
  await alice.session.converse(bob.address)
  await alice.write(bob, 'hello')
  await bob.session.contacts.block(alice.key, true)
  await bob.session.contacts.block(alice.key, false)
  expect(await bob.chats()).toEqual(['Alice'])
  expect(bob.hints.at(-1)).toMatchObject({ type: 'presence', from: alice.key, show: 'online' })
})

test('a block outlives the removal of the entry', async () => {
  await bob.session.contacts.block(alice.key, true)
  await bob.session.contacts.remove(alice.key)
  expect(await town.list(bob, alice)).toMatchObject({ state: 'none', blocked: true })
  await alice.session.contacts.remove(bob.key)
  expect((await town.list(bob, alice))?.blocked).toBe(true)
})

test('people are found by name and login, but neither guests nor oneself', async () => {
  await town.arrive('Bob the guest', { guest: true })
  expect((await alice.session.contacts.find(bob.address.toUpperCase())).map(({ name }) => name)).toEqual(['Bob'])
  expect((await alice.session.contacts.find('BOB')).some(({ key }) => key === bob.key)).toBe(true)
  expect((await alice.session.contacts.find('guest')).length).toBe(0)
  expect(await alice.session.contacts.find(alice.address)).toEqual([])
})

import { beforeEach, expect, test } from 'vitest'
import { veil } from './attention.ts'
import { buildTown, type Citizen } from './town.suite.ts'

const town = buildTown()
let alice: Citizen
let bob: Citizen
let carol: Citizen
beforeEach(async () => {
  alice = await town.arrive('Alice')
  bob = await town.arrive('Bob')
  carol = await town.arrive('Carol')
  await alice.session.invites.accept(bob.key, null)
  for (const one of [alice, bob, carol]) one.hints.length = 0
})

test.each([
  { own: { show: 'away', text: 'lunch', absent: false }, seen: { show: 'away', text: 'lunch' } },
  { own: { show: 'hidden', text: 'secret', absent: false }, seen: { show: 'offline', text: '' } },
  { own: { show: 'online', text: 'here', absent: true }, seen: { show: 'offline', text: '' } },
] as const)('$own is seen as $seen', ({ own, seen }) => {
  expect(veil(own)).toEqual(seen)
})

test('contacts see each other’s presence, and nobody else does', async () => {
  await alice.session.presence.set({ show: 'away', text: 'lunch', absent: false })
  expect(bob.hints).toEqual([{ type: 'presence', from: alice.key, show: 'away', text: 'lunch' }])
  expect(carol.hints).toEqual([])
})

test('who comes sees who is there, and is seen', async () => {
  await bob.leave()
  expect(alice.hints).toEqual([{ type: 'presence', from: bob.key, show: 'offline', text: '' }])
  const again = await town.back(bob)
  expect(again.hints).toContainEqual({ type: 'presence', from: alice.key, show: 'online', text: '' })
  expect(alice.hints.at(-1)).toEqual({ type: 'presence', from: bob.key, show: 'online', text: '' })
})

test('an invisible one is not seen by who comes', async () => {
  await alice.session.presence.set({ show: 'hidden', text: '', absent: false })
  await bob.leave()
  const again = await town.back(bob)
  expect(again.hints).toEqual([])
})

test('an old session that ends late does not put its successor offline', async () => {
  const again = await town.back(bob)
  alice.hints.length = 0
  await bob.leave()
  expect(alice.hints).toEqual([])
  await again.leave()
  expect(alice.hints).toEqual([{ type: 'presence', from: bob.key, show: 'offline', text: '' }])
})

test('typing in a room is seen by its members', async () => {
  const room = await alice.session.rooms.create({ name: 'Garden', topic: '', public: true, people: [] })
  await carol.session.rooms.join((await town.store.house.room({ key: room }))?.address ?? '')
  await alice.session.typing.set(room, true)
  expect(carol.hints.filter(({ type }) => type === 'typing')).toEqual([
    { type: 'typing', conversation: room, from: alice.key, name: 'Alice', on: true },
  ])
  expect(bob.hints).toEqual([])
  carol.hints.length = 0
  await bob.session.typing.set(room, true)
  expect(carol.hints).toEqual([])
})

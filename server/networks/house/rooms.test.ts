import { beforeEach, expect, test } from 'vitest'
import type { ConversationKey } from '../network.ts'
import { buildTown, type Citizen } from './town.suite.ts'

const town = buildTown()
let alice: Citizen
let bob: Citizen
let carol: Citizen
beforeEach(async () => {
  alice = await town.arrive('Alice')
  bob = await town.arrive('Bob')
  carol = await town.arrive('Carol')
})

const create = (more: { public?: boolean; people?: readonly Citizen[] } = {}) =>
  alice.session.rooms.create({
    name: 'The Garden',
    topic: 'plants',
    public: true,
    ...more,
    people: more.people?.map(({ key }) => key) ?? [],
  })
const found = (key: ConversationKey) => town.store.house.room({ key })
const addressOf = async (key: ConversationKey) => (await found(key))?.address ?? ''

test('whoever makes a public room owns it, and others find and join it', async () => {
  const room = await alice.session.rooms.create({ name: 'Tea & Cake', topic: 'at five', public: true, people: [] })
  expect(await town.standing(room, alice)).toMatchObject({ state: 'joined', role: 'owner' })
  expect(await bob.session.rooms.list('CAKE')).toEqual({
    rooms: [{ address: '#tea-cake', name: 'Tea & Cake', topic: 'at five', people: 1 }],
  })
  expect(await bob.session.rooms.join('#Tea-Cake')).toBe(room)
  expect(await town.standing(room, bob)).toMatchObject({ state: 'joined', role: 'member' })
  expect(alice.hints.at(-1)).toEqual({ type: 'members', conversation: room })
  expect((await bob.session.rooms.members(room)).map(({ name, role }) => [name, role])).toEqual([
    ['Alice', 'owner'],
    ['Bob', 'member'],
  ])
})

test('N4 joining twice is joining once', async () => {
  const room = await create()
  await bob.session.rooms.join(await addressOf(room))
  const before = bob.batches.length
  expect(await bob.session.rooms.join(await addressOf(room))).toBe(room)
  expect(bob.batches.length).toBe(before)
})

test('rooms of one name get addresses of their own, made at once as well', async () => {
  const rooms = await Promise.all([create(), create(), create()])
  expect(new Set(await Promise.all(rooms.map(addressOf))).size).toBe(3)
})

test('the list of rooms comes in pages', async () => {
  for (let number = 0; number < 60; number += 1) {
    await alice.session.rooms.create({ name: `Paged ${number}`, topic: '', public: true, people: [] })
  }
  const first = await bob.session.rooms.list('paged')
  const second = await bob.session.rooms.list('paged', first.next)
  expect(second.next).toBeUndefined()
  expect(new Set([...first.rooms, ...second.rooms].map(({ address }) => address)).size).toBe(60)
})

test('a private room does not exist for those who are not invited', async () => {
  const room = await create({ public: false, people: [bob] })
  const address = await addressOf(room)
  expect(await carol.session.rooms.list(address)).toEqual({ rooms: [] })
  await expect(carol.session.rooms.join(address)).rejects.toMatchObject({ code: 'not-found' })
  await expect(carol.session.rooms.members(room)).rejects.toMatchObject({ code: 'not-found' })
  await expect(carol.session.rooms.answer(room, true)).rejects.toMatchObject({ code: 'not-found' })
  for (const one of [bob, carol]) {
    const message = { conversation: room, txn: '1', body: { kind: 'text', text: 'hello' } } as const
    await expect(one.session.send(message)).rejects.toMatchObject({ code: 'forbidden' })
  }
})

test('an invitation is accepted or declined', async () => {
  const room = await create({ public: false, people: [bob, carol] })
  expect((await town.standing(room, bob))?.state).toBe('invited')
  await bob.session.rooms.answer(room, true)
  await carol.session.rooms.answer(room, false)
  expect((await town.standing(room, bob))?.state).toBe('joined')
  expect(await town.standing(room, carol)).toBeNull()
  await bob.say(room, 'hello')
  expect(await alice.read(room)).toMatchObject([{ text: 'hello', name: 'Bob' }])
  await bob.session.rooms.invite(room, carol.key)
  expect((await town.standing(room, carol))?.state).toBe('invited')
})

test('a link leads into a private room as long as its maker is in it', async () => {
  const room = await create({ public: false })
  expect(await bob.session.invites.accept(alice.key, room)).toBe(room)
  expect((await town.standing(room, bob))?.state).toBe('joined')
  await alice.session.rooms.leave(room)
  await expect(carol.session.invites.accept(alice.key, room)).rejects.toMatchObject({ code: 'not-found' })
})

test('a room is handed on when its last owner leaves, and an empty one belongs to who comes next', async () => {
  const room = await create()
  await bob.session.rooms.join(await addressOf(room))
  await carol.session.rooms.join(await addressOf(room))
  await alice.session.rooms.role(room, carol.key, 'admin')
  await alice.session.rooms.leave(room)
  expect((await town.standing(room, carol))?.role).toBe('owner')
  await Promise.all([carol.session.rooms.leave(room), bob.session.rooms.leave(room)])
  expect(await bob.chats()).toEqual([])
  await bob.session.rooms.join(await addressOf(room))
  expect((await town.standing(room, bob))?.role).toBe('owner')
})

test('who is kicked out of a public room may come back, who is banned may not until that is lifted', async () => {
  const room = await create()
  await bob.session.rooms.join(await addressOf(room))
  await alice.session.rooms.kick(room, bob.key)
  expect((await town.standing(room, bob))?.state).toBe('removed')
  await expect(bob.say(room, 'hello')).rejects.toMatchObject({ code: 'forbidden' })
  await bob.session.rooms.join(await addressOf(room))
  await alice.session.rooms.ban(room, bob.key, true)
  await expect(bob.session.rooms.join(await addressOf(room))).rejects.toMatchObject({ code: 'forbidden' })
  await expect(bob.session.invites.accept(alice.key, room)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.rooms.invite(room, bob.key)).rejects.toMatchObject({ code: 'conflict' })
  expect((await alice.session.rooms.members(room)).find(({ name }) => name === 'Bob')?.banned).toBe(true)
  await alice.session.rooms.ban(room, bob.key, false)
  expect(await bob.session.rooms.join(await addressOf(room))).toBe(room)
})

test('who may not manage a room changes nothing in it', async () => {
  const room = await create()
  await bob.session.rooms.join(await addressOf(room))
  await carol.session.rooms.join(await addressOf(room))
  const { rooms } = bob.session
  const before = await found(room)
  await expect(rooms.update(room, { title: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rooms.kick(room, carol.key)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rooms.ban(room, alice.key, true)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(rooms.role(room, bob.key, 'owner')).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.rooms.role(room, alice.key, 'member')).rejects.toMatchObject({ code: 'conflict' })
  expect(await found(room)).toEqual(before)
})

test('title, topic and openness change, the address stays', async () => {
  const room = await create()
  const address = await addressOf(room)
  await alice.session.rooms.update(room, { title: 'Meadow', topic: 'grass', public: false })
  expect(await found(room)).toMatchObject({
    title: 'Meadow',
    topic: 'grass',
    public: false,
    address,
  })
})

test('guests make private rooms but no public ones', async () => {
  const guest = await town.arrive('Visitor', { guest: true })
  const room = { name: 'Corner', topic: '', people: [] }
  await expect(guest.session.rooms.create({ ...room, public: true })).rejects.toMatchObject({ code: 'forbidden' })
  const key = await guest.session.rooms.create({ ...room, public: false })
  await expect(guest.session.rooms.update(key, { public: true })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(guest.session.contacts.find(alice.address)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(guest.session.contacts.add(alice.address)).rejects.toMatchObject({ code: 'forbidden' })
})

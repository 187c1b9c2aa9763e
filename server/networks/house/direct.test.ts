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

test('N1 both sides open the same chat', async () => {
  expect(await alice.session.converse('bob')).toBe(await bob.session.converse('alice'))
})

test('N16 a stranger sees the chat when something is said in it, not before', async () => {
  const key = await alice.session.converse('bob')
  expect(town.ledger.chats(bob.key)).toEqual([])
  await alice.write(bob, 'hello')
  expect(town.ledger.chats(bob.key)).toEqual([key])
  expect(town.ledger.list(bob.key, alice.key)).toBeNull()
})

test('nobody writes into a chat that he is no part of', async () => {
  await expect(alice.write(bob, 'hello')).rejects.toMatchObject({ code: 'forbidden' })
  const theirs = directKey(bob.key, 'u-Carol' as never)
  const message = { conversation: theirs, txn: '1', body: { kind: 'text', text: 'hello' } } as const
  await expect(alice.session.send(message)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.edits.edit(theirs, 'm' as never, message.body)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.deletes.delete(theirs, 'm' as never)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.reactions.set(theirs, 'm' as never, [])).rejects.toMatchObject({ code: 'forbidden' })
})

test('somebody who no longer exists is not written to', async () => {
  await alice.session.converse('bob')
  town.ledger.people.delete(bob.key)
  await expect(alice.write(bob, 'hello')).rejects.toMatchObject({ code: 'not-found' })
})

test('typing is seen by the other one, and only where there is a chat', async () => {
  const key = await alice.session.converse('bob')
  await alice.session.typing.set(key, true)
  expect(bob.hints).toEqual([])
  await alice.write(bob, 'hello')
  await alice.session.typing.set(key, true)
  expect(bob.hints).toEqual([{ type: 'typing', conversation: key, from: alice.key, name: 'Alice', on: true }])
})

test('a guest writes to those who have let him in, and to nobody else', async () => {
  const guest = await town.arrive('Visitor', { guest: true, address: 'guest-1' })
  await expect(guest.session.converse('bob')).rejects.toMatchObject({ code: 'forbidden' })
  const key = await guest.session.invites.accept(alice.key, null)
  expect(await guest.session.converse('alice')).toBe(key)
  await guest.write(alice, 'hello')
  expect(town.ledger.list(guest.key, alice.key)?.state).toBe('both')
  expect(town.ledger.list(alice.key, guest.key)?.state).toBe('both')
  expect(town.ledger.chats(alice.key)).toEqual([key])
})

test('a link of someone who blocks me, of nobody, or my own, lets me in nowhere', async () => {
  await bob.session.contacts.block(alice.key, true)
  await expect(alice.session.invites.accept(bob.key, null)).rejects.toMatchObject({ code: 'not-found' })
  await expect(alice.session.invites.accept('u-nobody' as never, null)).rejects.toMatchObject({ code: 'not-found' })
  await expect(alice.session.invites.accept(alice.key, null)).rejects.toMatchObject({ code: 'invalid' })
})

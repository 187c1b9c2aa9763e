import { beforeEach, expect, test } from 'vitest'
import { directKey } from './keys.ts'
import { buildTown, type Citizen, helperKey } from './town.suite.ts'

const town = buildTown()
let alice: Citizen
let bob: Citizen
beforeEach(async () => {
  alice = await town.arrive('Alice')
  bob = await town.arrive('Bob')
})

test('N1 both sides open the same chat', async () => {
  expect(await alice.session.converse(bob.address)).toBe(await bob.session.converse(alice.address))
})

test('N16 a stranger sees the chat when something is said in it, not before', async () => {
  const key = await alice.session.converse(bob.address)
  expect([await alice.chats(), await bob.chats()]).toEqual([['Bob'], []])
  await alice.write(bob, 'hello')
  expect(await bob.chats()).toEqual(['Alice'])
  expect(await bob.read(key)).toMatchObject([{ text: 'hello', name: 'Alice', state: 'sent' }])
  expect(await town.list(bob, alice)).toBeNull()
})

test('nobody writes into a chat that he is no part of', async () => {
  const mine = directKey(alice.key, bob.key)
  const theirs = directKey(bob.key, helperKey)
  const message = { conversation: theirs, txn: '1', body: { kind: 'text', text: 'hello' } } as const
  await expect(alice.session.send({ ...message, conversation: mine })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.send(message)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.edits.edit(theirs, 'm' as never, message.body)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.deletes.delete(theirs, 'm' as never)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(alice.session.reactions.set(theirs, 'm' as never, [])).rejects.toMatchObject({ code: 'forbidden' })
})

test('own words can be taken back although the other one blocks, and that does not bring him back', async () => {
  const key = await alice.session.converse(bob.address)
  await alice.write(bob, 'hello')
  await bob.session.contacts.block(alice.key, true)
  await alice.session.contacts.block(bob.key, true)
  await alice.session.contacts.block(bob.key, false)
  await alice.session.deletes.delete(key, 'm' as never)
  await alice.session.edits.edit(key, 'm' as never, { kind: 'text', text: 'bye' })
  expect(await bob.chats()).toEqual([])
})

test('somebody who no longer exists is not written to', async () => {
  const guest = await town.arrive('Visitor', { guest: true })
  await guest.session.invites.accept(alice.key, null)
  await alice.write(guest, 'hello')
  await guest.leave()
  await town.store.users.removeGuests({ before: Number.MAX_SAFE_INTEGER })
  await expect(alice.write(guest, 'still there?')).rejects.toMatchObject({ code: 'not-found' })
})

test('typing is seen by the other one, and only where there is a chat', async () => {
  const key = await alice.session.converse(bob.address)
  await alice.session.typing.set(key, true)
  expect(bob.hints).toEqual([])
  await alice.write(bob, 'hello')
  await alice.session.typing.set(key, true)
  expect(bob.hints).toEqual([{ type: 'typing', conversation: key, from: alice.key, name: 'Alice', on: true }])
})

test('a guest writes to those who have let him in, and to nobody else', async () => {
  const guest = await town.arrive('Visitor', { guest: true })
  await expect(guest.session.converse(bob.address)).rejects.toMatchObject({ code: 'forbidden' })
  const key = await guest.session.invites.accept(alice.key, null)
  expect(await guest.session.converse(alice.address)).toBe(key)
  await guest.write(alice, 'hello')
  expect((await town.list(guest, alice))?.state).toBe('both')
  expect((await town.list(alice, guest))?.state).toBe('both')
  expect(await alice.chats()).toEqual(['Visitor'])
})

test('a link of someone who blocks me, of nobody, or my own, lets me in nowhere', async () => {
  await bob.session.contacts.block(alice.key, true)
  await expect(alice.session.invites.accept(bob.key, null)).rejects.toMatchObject({ code: 'not-found' })
  await expect(alice.session.invites.accept(helperKey, null)).rejects.toMatchObject({ code: 'not-found' })
  await expect(alice.session.invites.accept(alice.key, null)).rejects.toMatchObject({ code: 'invalid' })
})

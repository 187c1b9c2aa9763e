import { expect, test } from 'vitest'
import type { InviteId } from '../../../contract/ids.ts'
import type { NetworkEvent } from '../../networks/network.ts'
import { house, newId, newUser, refused, room, standing, type TestUser, type World } from './kit.ts'

export function houseSuite(store: World): void {
  const lists = (one: TestUser, other: TestUser, more: Partial<Extract<NetworkEvent, { type: 'contact' }>> = {}, name = '') =>
    house(store(), one, [
      {
        type: 'contact',
        person: { key: other.key, name: name || `Name of ${other.login}`, address: other.login },
        groups: ['g'],
        state: 'both',
        blocked: false,
        ...more,
      },
    ])

  test('people are found by key, address and part of their name; guests are not looked up by name', async () => {
    const alice = await newUser(store())
    const guest = await newUser(store(), { guest: true })
    const person = {
      key: alice.key,
      account: alice.home,
      name: `Name of ${alice.login}`,
      address: alice.login,
      guest: false,
      language: 'de',
    }
    expect(await store().house.person({ key: alice.key })).toEqual(person)
    expect(await store().house.byAddress({ address: alice.login.toUpperCase() })).toEqual(person)
    expect(await store().house.byAddress({ address: 'nobody' })).toBeNull()
    expect(await store().house.find({ text: `OF ${alice.login.toUpperCase()}`, most: 5 })).toEqual([person])
    expect(await store().house.find({ text: guest.login, most: 5 })).toEqual([])
    expect(await store().house.find({ text: '%', most: 5 })).toEqual([])
    expect(await store().house.person({ key: guest.key })).toMatchObject({ guest: true })
  })

  test('how one lists the other', async () => {
    const [alice, eve] = [await newUser(store()), await newUser(store())]
    const ask = () => store().house.relation({ person: alice.key, other: eve.key })
    expect(await ask()).toBeNull()
    await lists(alice, eve, { state: 'asked' })
    expect(await ask()).toEqual({ state: 'asked', blocked: false, groups: ['g'], name: `Name of ${eve.login}` })
    await lists(alice, eve, { blocked: true }, 'Evi')
    expect(await ask()).toEqual({ state: 'both', blocked: true, groups: ['g'], name: 'Evi' })
    await house(store(), alice, [{ type: 'contact.gone', person: eve.key }])
    expect(await ask()).toBeNull()
  })

  test('presence is for those who list someone, unless one of the two blocks the other', async () => {
    const [alice, friend, asker, blocker, blocked] = await Promise.all([1, 2, 3, 4, 5].map(() => newUser(store())))
    if (!alice || !friend || !asker || !blocker || !blocked) throw new Error('no people')
    await lists(friend, alice)
    await lists(asker, alice, { state: 'asked' })
    await lists(blocker, alice, { blocked: true })
    await lists(blocked, alice)
    await lists(alice, blocked, { blocked: true })
    expect(await store().house.watchers({ person: alice.key })).toEqual([friend.key])
  })

  test('an invite link works until it expires or is revoked', async () => {
    const [alice, eve] = [await newUser(store()), await newUser(store())]
    const { id: conversation, key } = await room(store(), [alice])
    const id = newId<InviteId>()
    const code = newId<string>()
    const made = { id, code, user: alice.user, conversation, title: 'Garden', createdAt: 5, expiresAt: 100, uses: 0 }
    expect(await store().invites.add({ id, code, user: alice.user, conversation, at: 5, expiresAt: 100 })).toEqual(made)
    await store().invites.used({ invite: id })
    const from = { name: `Name of ${alice.login}`, login: alice.login }
    expect(await store().invites.get({ code, at: 99 })).toEqual({ ...made, uses: 1, from, conversationKey: key })
    expect(await store().invites.get({ code, at: 100 })).toBeNull()
    expect(await store().invites.of({ user: alice.user, at: 99 })).toHaveLength(1)
    expect(await store().invites.of({ user: alice.user, at: 100 })).toEqual([])
    await expect(store().invites.revoke({ user: eve.user, invite: id })).rejects.toEqual(refused('not-found'))
    await store().invites.revoke({ user: alice.user, invite: id })
    expect(await store().invites.get({ code, at: 6 })).toBeNull()
  })

  test('S7 a link into a room tells nothing and leads nowhere once whoever made it is out', async () => {
    const [alice, eve] = [await newUser(store()), await newUser(store())]
    const { id: conversation, key } = await room(store(), [alice, eve])
    const code = newId<string>()
    await store().invites.add({ id: newId<InviteId>(), code, user: eve.user, conversation, at: 5, expiresAt: null })
    await house(store(), alice, [standing(key, eve.key, 'removed')])
    await house(store(), alice, [{ type: 'conversation', key, kind: 'room', address: '#x', title: 'Without Eve' }])
    expect(await store().invites.get({ code, at: 6 })).toBeNull()
    expect(await store().invites.of({ user: eve.user, at: 6 })).toEqual([])
    await house(store(), alice, [standing(key, eve.key)])
    expect(await store().invites.get({ code, at: 6 })).toMatchObject({ title: 'Without Eve' })
  })

  test('S13 nobody makes a link into a room he is not in', async () => {
    const [alice, eve] = [await newUser(store()), await newUser(store())]
    const { id: conversation } = await room(store(), [alice])
    const link = { id: newId<InviteId>(), code: newId<string>(), user: eve.user, at: 5, expiresAt: null }
    await expect(store().invites.add({ ...link, conversation })).rejects.toEqual(refused('not-found'))
    expect(await store().invites.add({ ...link, conversation: null })).toMatchObject({ title: '', conversation: null })
    expect(await store().invites.get({ code: link.code, at: 1e15 })).toMatchObject({ conversationKey: null })
  })
}

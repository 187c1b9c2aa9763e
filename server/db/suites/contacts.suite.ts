import { expect, test } from 'vitest'
import type { NetworkEvent } from '../../networks/network.ts'
import { bob, carol, head, house, linked, news, newUser, onlyChat, refused, said, seen, type World } from './kit.ts'

const listed = (person = bob, more: Partial<Extract<NetworkEvent, { type: 'contact' }>> = {}): NetworkEvent => ({
  type: 'contact',
  person,
  groups: ['Friends'],
  state: 'both',
  blocked: false,
  ...more,
})
const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47])

export function contactsSuite(store: World): void {
  test('a contact is what the network last said of it', async () => {
    const alice = await linked(store())
    await alice.apply([listed(bob, { state: 'asked', groups: [] })])
    await alice.apply([listed(bob, { blocked: true })])
    const { contacts } = await seen(store(), alice)
    expect(contacts).toMatchObject([
      { account: alice.account, address: 'bob@x', name: 'Bob', groups: ['Friends'], state: 'both', blocked: true },
    ])
    const [{ id } = { id: alice.user as never }] = contacts
    expect(await store().conversations.contact({ user: alice.user, contact: id })).toMatchObject({ id, key: bob.key })
    const { user } = await newUser(store())
    await expect(store().conversations.contact({ user, contact: id })).rejects.toEqual(refused('not-found'))
  })

  test('S4 a contact that goes and comes back is the same one in a newer version', async () => {
    const alice = await linked(store())
    await alice.apply([listed()])
    const [before] = (await seen(store(), alice)).contacts
    await alice.apply([{ type: 'contact.gone', person: bob.key }])
    expect((await news(store(), alice, 0)).changes.find(({ kind }) => kind === 'contact')).toMatchObject({
      id: before?.id,
      rev: 2,
      entity: null,
    })
    await alice.apply([listed()])
    expect((await news(store(), alice, 0)).changes.find(({ kind }) => kind === 'contact')).toMatchObject({ rev: 3, entity: before })
  })

  test('a complete list drops all others', async () => {
    const alice = await linked(store())
    await alice.apply([listed(), listed(carol)])
    await alice.apply([{ type: 'contacts.complete', people: [carol.key] }])
    expect((await seen(store(), alice)).contacts).toMatchObject([{ name: 'Carol' }])
  })

  test('someone without a name on the list is called what he calls himself, else by his address', async () => {
    const alice = await linked(store())
    await alice.apply([listed({ ...bob, name: '' }), said('hi', { from: { ...bob, name: '' } })])
    expect((await seen(store(), alice)).contacts).toMatchObject([{ name: 'bob@x' }])
    await alice.apply([{ type: 'person', person: { ...bob, name: 'Robert' } }])
    expect((await seen(store(), alice)).contacts).toMatchObject([{ name: 'Robert' }])
    expect(await onlyChat(store(), alice)).toMatchObject({ title: 'Robert' })
  })

  test('a new name reaches lists and chats, an old one nobody', async () => {
    const alice = await linked(store())
    await alice.apply([{ type: 'person', person: bob }, said('hi')])
    const before = await head(store(), alice)
    await alice.apply([{ type: 'person', person: bob }])
    expect(await head(store(), alice)).toBe(before)
    await alice.apply([{ type: 'person', person: { ...bob, name: 'Rob' } }])
    expect((await news(store(), alice, before)).changes).toMatchObject([{ kind: 'conversation', entity: { title: 'Rob' } }])
  })

  test('a picture is shown with whoever it belongs to, until it is taken away', async () => {
    const alice = await linked(store())
    await alice.apply([listed(), said('hi'), { type: 'avatar', person: bob.key, mime: 'image/png', bytes: picture }])
    const { avatar } = await onlyChat(store(), alice)
    expect(avatar).toMatch(/^\/api\/avatar\/[0-9a-f]{64}$/)
    expect((await seen(store(), alice)).contacts).toMatchObject([{ avatar }])
    const id = avatar?.split('/').at(-1) ?? ''
    const stored = await store().conversations.avatar({ id })
    expect([stored?.type, new Uint8Array(stored?.bytes ?? [])]).toEqual(['image/png', picture])
    await alice.apply([{ type: 'avatar', person: bob.key, bytes: null }])
    expect(await onlyChat(store(), alice)).toMatchObject({ avatar: null })
    expect(await store().conversations.avatar({ id })).toBeNull()
  })

  test('what is not a small picture is not taken', async () => {
    const alice = await linked(store())
    await alice.apply([
      said('hi'),
      { type: 'avatar', person: bob.key, mime: 'image/svg+xml', bytes: picture },
      { type: 'avatar', person: bob.key, mime: 'image/png', bytes: new Uint8Array(256 * 1024 + 1) },
      { type: 'avatar', person: bob.key, bytes: picture },
    ])
    expect(await onlyChat(store(), alice)).toMatchObject({ avatar: null })
  })

  test('the user’s own picture is part of him', async () => {
    const alice = await newUser(store())
    await house(store(), alice, [{ type: 'avatar', person: 'me', mime: 'image/webp', bytes: picture }])
    expect((await store().users.get({ user: alice.user })).avatar).toMatch(/^\/api\/avatar\//)
    expect((await news(store(), alice, 2)).changes.map(({ kind }) => kind).sort()).toEqual(['account', 'me'])
  })

  test('ids are minted once for people who are only looked at', async () => {
    const alice = await linked(store())
    await alice.apply([said('hi')])
    const { person } = await onlyChat(store(), alice)
    const people = [carol, bob]
    const first = await store().conversations.people({ account: alice.account, people })
    expect(first[1]).toEqual({ id: person, avatar: null })
    expect(await store().conversations.people({ account: alice.account, people: [bob, carol] })).toEqual([...first].reverse())
    expect(await store().conversations.people({ account: alice.account, people: [] })).toEqual([])
    const { user, account } = alice
    expect(await store().conversations.person({ user, account, person: first[0]?.id ?? alice.person })).toEqual({ key: carol.key })
  })

  test('S13 people of the house are known to those who list or meet them only', async () => {
    const alice = await newUser(store())
    const eve = await newUser(store())
    const ask = () => store().conversations.person({ user: eve.user, account: eve.home, person: alice.person })
    await expect(ask()).rejects.toEqual(refused('not-found'))
    await house(store(), eve, [listed({ key: alice.key, name: '', address: alice.login })])
    expect(await ask()).toEqual({ key: alice.key })
    const foreign = store().conversations.person({ user: eve.user, account: alice.home, person: alice.person })
    await expect(foreign).rejects.toEqual(refused('not-found'))
  })
}

import { expect, test } from 'vitest'
import type { FeedName } from '../../../contract/ids.ts'
import type { ConversationKey } from '../../networks/network.ts'
import {
  head,
  house,
  linked,
  messagesOf,
  newId,
  news,
  newUser,
  onlyChat,
  refused,
  room,
  said,
  say,
  seen,
  send,
  standing,
  type TestUser,
  texts,
  type World,
} from './kit.ts'

export function roomsSuite(store: World): void {
  const pair = async () => [await newUser(store()), await newUser(store())] as const
  const direct = (one: TestUser, other: TestUser) => `d:${one.key}:${other.key}` as ConversationKey
  const opened = (one: TestUser, other: TestUser, key = direct(one, other)) =>
    house(store(), one, [
      {
        type: 'conversation',
        key,
        kind: 'direct',
        address: other.login,
        person: { key: other.key, name: `Name of ${other.login}`, address: other.login },
      },
      standing(key, 'me'),
    ])

  test('N16 a message in a room is stored once and seen by all in it', async () => {
    const [alice, eve] = await pair()
    const { id } = await room(store(), [alice, eve])
    const message = await say(store(), alice, id, { text: 'roses' })
    expect(await messagesOf(store(), eve, id)).toEqual(await messagesOf(store(), alice, id))
    expect(await messagesOf(store(), eve, id)).toMatchObject([
      { id: message, from: alice.person, name: `Name of ${alice.login}`, state: 'sent' },
    ])
    const room1 = { id, title: 'Garden', topic: 'roses', public: true, members: 2, last: { id: message } }
    expect(await onlyChat(store(), eve)).toMatchObject({ ...room1, account: eve.home, role: 'member', unread: 1 })
    expect(await onlyChat(store(), alice)).toMatchObject({ ...room1, account: alice.home, role: 'owner', unread: 0 })
  })

  test('S6 a message is nobody else’s before it is sent', async () => {
    const [alice, eve] = await pair()
    const { id } = await room(store(), [alice, eve])
    const before = await head(store(), eve)
    const message = await send(store(), alice, id)
    expect(await texts(store(), alice, id)).toEqual(['hello'])
    expect(await texts(store(), eve, id)).toEqual([])
    expect(await head(store(), eve)).toBe(before)
    expect(await onlyChat(store(), eve)).toMatchObject({ last: null, unread: 0 })
    await expect(store().messages.target({ user: eve.user, message: message.id })).rejects.toEqual(refused('not-found'))
  })

  test('N16 a direct chat is called what each calls the other, and is nobody’s before something is said', async () => {
    const [alice, eve] = await pair()
    await opened(alice, eve)
    expect((await seen(store(), eve)).conversations).toEqual([])
    const { id } = await onlyChat(store(), alice)
    await house(store(), alice, [standing(direct(alice, eve), eve.key)])
    await say(store(), alice, id)
    expect(await onlyChat(store(), alice)).toMatchObject({
      title: `Name of ${eve.login}`,
      address: eve.login,
      person: eve.person,
      members: 2,
    })
    const theirs = { title: `Name of ${alice.login}`, address: alice.login, person: alice.person, unread: 1 }
    expect(await onlyChat(store(), eve)).toMatchObject(theirs)
  })

  test('S7 whoever leaves gets the room once more, as it was, and nothing after', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice, eve])
    await say(store(), alice, id)
    const before = await head(store(), eve)
    await house(store(), eve, [standing(key, 'me', 'left')])
    const left = await head(store(), eve)
    expect((await news(store(), eve, before)).changes).toMatchObject([
      { kind: 'conversation', entity: { id, state: 'left', title: 'Garden', last: null, unread: 0 } },
    ])
    await say(store(), alice, id, { text: 'secret' })
    await house(store(), alice, [{ type: 'conversation', key, kind: 'room', address: '#new', title: 'Desert' }])
    expect(await head(store(), eve)).toBe(left)
    expect(await onlyChat(store(), eve)).toMatchObject({ title: 'Garden', state: 'left' })
    expect(await store().messages.page({ user: eve.user, conversation: id, limit: 9 })).toEqual({ messages: [], start: true })
    expect((await news(store(), eve, 0)).changes.filter(({ kind }) => kind === 'message')).toEqual([])
    await expect(send(store(), eve, id)).rejects.toEqual(refused('forbidden'))
    await house(store(), eve, [standing(key, 'me')])
    expect(await onlyChat(store(), eve)).toMatchObject({ title: 'Desert', state: 'joined', last: { text: 'secret' }, unread: 0 })
  })

  test('S7 whoever comes back is told so by a new time, even within one ms', async () => {
    const [alice, eve] = await pair()
    const { key } = await room(store(), [alice, eve])
    const first = await onlyChat(store(), eve)
    expect(first.since).toBe(1_000)
    await house(store(), eve, [standing(key, 'me', 'left'), standing(key, 'me')])
    const { since } = await onlyChat(store(), eve)
    expect(since).toBeGreaterThan(first.since)
    for (const state of ['removed', 'invited', 'joined'] as const) await house(store(), alice, [standing(key, eve.key, state)], 5_000)
    expect(await onlyChat(store(), eve)).toMatchObject({ state: 'joined', since: 5_000 })
    expect(await onlyChat(store(), alice)).toMatchObject({ since: 1_000 })
  })

  test('S7 a direct chat that was dropped and comes back with a message is told apart as well', async () => {
    const alice = await linked(store())
    await alice.apply([said('one')])
    const first = await onlyChat(store(), alice)
    await store().conversations.forget({ user: alice.user, conversation: first.id })
    await alice.apply([said('two')])
    expect(await onlyChat(store(), alice)).toMatchObject({ id: first.id, since: first.since + 1 })
  })

  test('a new role leaves unread what is unread, and nobody takes it for coming in', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice, eve])
    await say(store(), alice, id)
    await house(store(), alice, [{ type: 'member', conversation: key, person: eve.key, state: 'joined', role: 'admin' }], 9_000)
    expect(await onlyChat(store(), eve)).toMatchObject({ role: 'admin', unread: 1, since: 1_000 })
  })

  test('S7 whoever is invited sees the room, not what is said in it', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice])
    await house(store(), alice, [standing(key, eve.key, 'invited')])
    await say(store(), alice, id)
    expect(await onlyChat(store(), eve)).toMatchObject({ state: 'invited', title: 'Garden', last: null, unread: 0 })
    expect(await texts(store(), eve, id)).toEqual([])
    await house(store(), eve, [standing(key, 'me', 'none')])
    expect((await seen(store(), eve)).conversations).toEqual([])
    expect((await news(store(), eve, 0)).changes.find(({ kind }) => kind === 'conversation')).toMatchObject({ id, entity: null })
  })

  test('whoever comes into a room has read what was said before', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice])
    await say(store(), alice, id)
    await house(store(), eve, [standing(key, 'me')])
    expect(await onlyChat(store(), eve)).toMatchObject({ unread: 0 })
    await say(store(), alice, id, { at: 3_000 })
    expect(await onlyChat(store(), eve)).toMatchObject({ unread: 1 })
  })

  test('a room that was left can be dropped, one that was not cannot', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice, eve])
    const forget = () => store().conversations.forget({ user: eve.user, conversation: id })
    await expect(forget()).rejects.toEqual(refused('conflict'))
    await house(store(), eve, [standing(key, 'me', 'left')])
    await forget()
    expect((await seen(store(), eve)).conversations).toEqual([])
    await expect(store().conversations.byKey({ account: eve.home, key })).rejects.toEqual(refused('not-found'))
    expect(await store().house.member({ key, person: eve.key })).toBeNull()
  })

  test('roles and standings are kept, and counted', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice, eve])
    await house(store(), alice, [{ type: 'member', conversation: key, person: eve.key, state: 'joined', role: 'admin' }])
    expect(await store().conversations.place({ user: eve.user, conversation: id })).toMatchObject({
      role: 'admin',
      state: 'joined',
      key,
      kind: 'room',
    })
    await house(store(), alice, [standing(key, eve.key, 'banned')])
    const banned = { person: eve.key, role: 'admin', state: 'banned', name: `Name of ${eve.login}`, address: eve.login }
    expect(await store().house.member({ key, person: eve.key })).toEqual(banned)
    expect(await onlyChat(store(), alice)).toMatchObject({ members: 1 })
    expect(await store().house.room({ key })).toMatchObject({
      kind: 'room',
      title: 'Garden',
      members: [{ person: alice.key, role: 'owner', state: 'joined' }, banned],
    })
  })

  test('public rooms are listed by address, page by page', async () => {
    const [alice] = await pair()
    const title = `Club ${newId<string>()}`
    const made = await Promise.all([1, 2, 3].map(() => room(store(), [alice], { title })))
    await room(store(), [alice], { title, public: false })
    const all = made.map(({ address }) => address).sort()
    const first = await store().house.rooms({ search: title.toUpperCase(), after: null, most: 2 })
    expect(first.map(({ address }) => address)).toEqual(all.slice(0, 2))
    expect(first[0]).toMatchObject({ name: title, topic: 'roses', people: 1 })
    const rest = await store().house.rooms({ search: title, after: all[1] ?? null, most: 2 })
    expect(rest.map(({ address }) => address)).toEqual(all.slice(2))
    expect(await store().house.rooms({ search: '%', after: null, most: 2 })).toEqual([])
    expect(await store().house.byRoomAddress({ address: all[0] ?? '' })).toMatchObject({ address: all[0], public: true })
    expect(await store().house.byRoomAddress({ address: '#nowhere' })).toBeNull()
  })

  test('S5 a room above 200 members gets a feed of its own, and messages go there only', async () => {
    const people = await Promise.all(Array.from({ length: 201 }, () => newUser(store())))
    const [alice, eve, last] = [people[0], people[1], people[200]]
    if (!alice || !eve || !last) throw new Error('no people')
    const { id, key } = await room(store(), people.slice(0, 200))
    const feed = `r:${id}` as FeedName
    expect(Object.keys(await store().feeds.heads({ user: alice.user }))).toEqual([alice.feed])
    await expect(store().feeds.changes({ user: alice.user, feed, from: 0, limit: 9 })).rejects.toEqual(refused('not-found'))
    const before = await head(store(), eve)
    await house(store(), last, [standing(key, 'me')])
    expect((await news(store(), eve, before)).changes).toMatchObject([{ kind: 'conversation', entity: { members: 201 } }])
    const heads = await store().feeds.heads({ user: alice.user })
    expect(Object.keys(heads).sort()).toEqual([feed, alice.feed].sort())
    const own = await head(store(), eve)
    const message = await say(store(), alice, id)
    expect(await head(store(), eve)).toBe(own)
    const big = await news(store(), { user: eve.user, feed }, heads[feed] ?? 0)
    expect(big.changes).toMatchObject([
      { kind: 'conversation', entity: { id, account: eve.home, unread: 1, last: { id: message } } },
      { kind: 'message', id: message },
    ])
    await house(store(), eve, [standing(key, 'me', 'left')])
    await expect(store().feeds.changes({ user: eve.user, feed, from: 0, limit: 9 })).rejects.toEqual(refused('not-found'))
  })

  test('a ban outlives the room’s place on the list', async () => {
    const [alice, eve] = await pair()
    const { id, key } = await room(store(), [alice, eve])
    await house(store(), alice, [standing(key, eve.key, 'banned')])
    await store().conversations.forget({ user: eve.user, conversation: id })
    expect(await store().house.member({ key, person: eve.key })).toMatchObject({ state: 'banned' })
    expect(await onlyChat(store(), eve)).toMatchObject({ id, state: 'banned', archived: true })
  })

  test('what a removed guest said stays, and so does his name', async () => {
    const alice = await newUser(store())
    const guest = await newUser(store(), { guest: true, at: 7 })
    const { id, key } = await room(store(), [alice, guest])
    await opened(alice, guest)
    const chat = await store().conversations.byKey({ account: alice.home, key: direct(alice, guest) })
    await say(store(), guest, id, { text: 'I was here' })
    await store().users.removeGuests({ before: 8 })
    expect(await messagesOf(store(), alice, id)).toMatchObject([{ text: 'I was here', from: guest.person, name: `Name of ${guest.login}` }])
    const { conversations } = await seen(store(), alice)
    expect(conversations.find((one) => one.id === id)).toMatchObject({ members: 1 })
    expect(conversations.find((one) => one.id === chat)).toMatchObject({ title: `Name of ${guest.login}` })
    expect(await store().house.member({ key, person: guest.key })).toMatchObject({ state: 'left' })
  })
}

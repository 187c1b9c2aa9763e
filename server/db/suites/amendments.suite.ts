import { expect, test } from 'vitest'
import type { NetworkEvent, PersonKey } from '../../networks/network.ts'
import { bob, chat, head, key, linked, messagesOf, newUser, onlyChat, room, said, say, type TestAccount, type World } from './kit.ts'

const target = key('key of one')
const edited = (text: string, from: PersonKey | 'me' = bob.key, at = 2_000): NetworkEvent => ({
  type: 'message.edited',
  conversation: chat,
  target,
  from,
  body: { kind: 'text', text },
  at,
})
const deleted = (from: PersonKey | 'me' = bob.key): NetworkEvent => ({
  type: 'message.deleted',
  conversation: chat,
  target,
  from,
  at: 2_000,
})
const reacted = (emojis: string[], from: PersonKey | 'me' = bob.key): NetworkEvent => ({
  type: 'reactions',
  conversation: chat,
  target,
  from,
  emojis,
})
const receipt = (upTo: string, kind: 'delivered' | 'read', from: PersonKey | 'me' = bob.key): NetworkEvent => ({
  type: 'receipt',
  conversation: chat,
  from,
  kind,
  upTo: key(`key of ${upTo}`),
})

export function amendmentsSuite(store: World): void {
  const begun = async (): Promise<TestAccount> => {
    const alice = await linked(store())
    await alice.apply([said('one')])
    return alice
  }
  const only = async (alice: TestAccount) => (await messagesOf(store(), alice, (await onlyChat(store(), alice)).id))[0]

  test('N7 the author edits his message, and everybody’s list shows it', async () => {
    const alice = await begun()
    await alice.apply([edited('two')])
    expect(await only(alice)).toMatchObject({ text: 'two', editedAt: 2_000 })
    expect(await onlyChat(store(), alice)).toMatchObject({ last: { text: 'two' } })
  })

  test('N7 what is not the author’s doing is dropped', async () => {
    const alice = await begun()
    const before = await head(store(), alice)
    await alice.apply([edited('forged', 'me'), deleted('me'), edited('forged', 'stranger@x' as PersonKey)])
    expect(await only(alice)).toMatchObject({ text: 'one', deleted: false })
    expect(await head(store(), alice)).toBe(before)
  })

  test('N4 an older edit does not undo a newer one', async () => {
    const alice = await begun()
    await alice.apply([edited('newest', bob.key, 3_000), edited('older', bob.key, 2_000)])
    expect(await only(alice)).toMatchObject({ text: 'newest', editedAt: 3_000 })
  })

  test('N7 the author retracts his message: text and reactions are gone, for good', async () => {
    const alice = await begun()
    await alice.apply([reacted(['👍'], 'me'), deleted(), edited('late'), reacted(['🎉'])])
    expect(await only(alice)).toMatchObject({ text: '', deleted: true, reactions: [] })
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 0, last: { text: '', deleted: true } })
  })

  test('N7 on a shared network the network has judged', async () => {
    const alice = await newUser(store())
    const moderator = await newUser(store())
    const { id, key: garden } = await room(store(), [moderator, alice])
    const message = await say(store(), alice, id, { text: 'spam' })
    const event: NetworkEvent = { type: 'message.deleted', conversation: garden, target: key(message), from: 'me', at: 3_000 }
    await store().ingest.apply({ account: moderator.home, epoch: null, at: 1, events: [event] })
    expect(await messagesOf(store(), alice, id)).toMatchObject([{ id: message, deleted: true, text: '' }])
  })

  test('a set of reactions replaces the one before', async () => {
    const alice = await begun()
    await alice.apply([reacted(['👍', '🎉']), reacted(['👍'], 'me')])
    await alice.apply([reacted(['👍', '❤️'])])
    const message = await only(alice)
    const { person } = await onlyChat(store(), alice)
    expect(message?.reactions.find(({ emoji }) => emoji === '👍')?.people).toHaveLength(2)
    expect(message?.reactions.find(({ emoji }) => emoji === '❤️')?.people).toEqual([person])
    expect(message?.reactions.find(({ emoji }) => emoji === '🎉')).toBeUndefined()
    if (!message) throw new Error('no message')
    expect(await store().messages.target({ user: alice.user, message: message.id })).toMatchObject({
      emojis: ['👍'],
      mine: false,
      key: target,
    })
  })

  test('what names an unknown message is dropped', async () => {
    const alice = await linked(store())
    await alice.apply([edited('x'), deleted(), reacted(['👍']), receipt('one', 'read')])
    await alice.apply([said('zero'), edited('x'), deleted(), reacted(['👍']), receipt('one', 'read')])
    expect(await only(alice)).toMatchObject({ text: 'zero', deleted: false, reactions: [] })
  })

  test('the watermark of the other one only rises, and reading includes getting', async () => {
    const alice = await linked(store())
    await alice.apply([said('a', { from: bob }), said('one', { from: 'me', at: 1_001 }), said('two', { from: 'me', at: 1_002 })])
    const { person } = await onlyChat(store(), alice)
    await alice.apply([receipt('two', 'delivered'), receipt('one', 'read')])
    expect((await onlyChat(store(), alice)).watermarks).toEqual([{ person, deliveredAt: 1_002, readAt: 1_001 }])
    await alice.apply([receipt('two', 'read'), receipt('one', 'read'), receipt('one', 'delivered')])
    expect((await onlyChat(store(), alice)).watermarks).toEqual([{ person, deliveredAt: 1_002, readAt: 1_002 }])
  })

  test('what the user read on another device is read here', async () => {
    const alice = await linked(store())
    await alice.apply([said('one'), said('two', { at: 1_001 }), receipt('one', 'read', 'me')])
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 1, readAt: 1_000, watermarks: [] })
  })

  test('nobody is shown who has read what in a room of more than 50', async () => {
    const people = await Promise.all(Array.from({ length: 51 }, () => newUser(store())))
    const [alice, other] = people
    if (!alice || !other) throw new Error('no people')
    const few = await room(store(), people.slice(0, 50))
    const many = await room(store(), people)
    for (const { id, key: garden } of [few, many]) {
      const message = await say(store(), alice, id)
      const event: NetworkEvent = { type: 'receipt', conversation: garden, from: 'me', kind: 'read', upTo: key(message) }
      await store().ingest.apply({ account: alice.home, epoch: null, at: 1, events: [{ ...event, from: other.key }] })
    }
    const { changes } = await store().feeds.snapshot({ user: alice.user })
    const shown = new Map(changes.flatMap(({ id, kind, entity }) => (kind === 'conversation' && entity ? [[id, entity.watermarks]] : [])))
    expect(shown.get(few.id)).toEqual([{ person: other.person, deliveredAt: 2_000, readAt: 2_000 }])
    expect(shown.get(many.id)).toEqual([])
  })
}

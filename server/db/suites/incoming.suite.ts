import { expect, test } from 'vitest'
import type { ConversationKey } from '../../networks/network.ts'
import {
  bob,
  carol,
  chat,
  head,
  key,
  linked,
  messagesOf,
  news,
  newUser,
  onlyChat,
  refused,
  said,
  seen,
  send,
  texts,
  type World,
} from './kit.ts'

export function incomingSuite(store: World): void {
  test('N3 events and checkpoint are stored together, or not at all', async () => {
    const alice = await linked(store())
    await alice.apply([said('one')], { checkpoint: 'c1' })
    expect((await store().accounts.get({ account: alice.account }))?.checkpoint).toBe('c1')
    await expect(alice.apply([said('two')], { checkpoint: 'c2', epoch: 7 })).rejects.toEqual(refused('elsewhere'))
    expect((await store().accounts.get({ account: alice.account }))?.checkpoint).toBe('c1')
    expect(await texts(store(), alice, (await onlyChat(store(), alice)).id)).toEqual(['one'])
  })

  test('N4 a batch that is applied twice changes nothing', async () => {
    const alice = await linked(store())
    const batch = [
      { type: 'contact', person: bob, groups: ['g'], state: 'both', blocked: false },
      { type: 'conversation', key: chat, kind: 'direct', address: 'bob@x', person: bob },
      said('one'),
      { type: 'message.edited', conversation: chat, target: key('key of one'), from: bob.key, body: { kind: 'text', text: 'two' }, at: 5 },
      { type: 'reactions', conversation: chat, target: key('key of one'), from: bob.key, emojis: ['👍'] },
      { type: 'receipt', conversation: chat, from: bob.key, kind: 'read', upTo: key('key of one') },
      { type: 'avatar', person: bob.key, mime: 'image/png', bytes: new Uint8Array([1, 2]) },
      { type: 'contacts.complete', people: [bob.key] },
    ] as const
    await alice.apply(batch)
    const once = await seen(store(), alice)
    const before = await head(store(), alice)
    await alice.apply(batch)
    expect(await seen(store(), alice)).toEqual(once)
    expect(await head(store(), alice)).toBe(before)
  })

  test('N5 a message is known by any of its keys, and new ones are added', async () => {
    const alice = await linked(store())
    await alice.apply([said('one', { keys: [key('origin')] })])
    await alice.apply([said('one', { keys: [key('archive'), key('origin')] })])
    await alice.apply([said('one', { keys: [key('archive')] }), said('one', { keys: [key('archive'), key('third')] })])
    const { id } = await onlyChat(store(), alice)
    const [message, ...others] = await messagesOf(store(), alice, id)
    expect([message?.text, others]).toEqual(['one', []])
    if (!message) throw new Error('no message')
    expect((await store().messages.target({ user: alice.user, message: message.id })).key).toBe('archive')
  })

  test('N5 the same key in another conversation is another message', async () => {
    const alice = await linked(store())
    const other = 'carol@x' as ConversationKey
    await alice.apply([said('one', { keys: [key('k')] }), said('two', { keys: [key('k')], conversation: other, from: carol })])
    expect((await seen(store(), alice)).conversations.map(({ last }) => last?.text).sort()).toEqual(['one', 'two'])
  })

  test('N8 what happens now stands behind what is there, whichever clock told the time', async () => {
    const alice = await linked(store())
    const at = Date.now()
    const justNow = (text: string) => said(text, { at: undefined })
    await alice.apply([said('behind a second', { at: at + 999 })], { at })
    await alice.apply([justNow('by our clock')], { at: at + 10 })
    await alice.apply([said('of the same second', { at: at + 999 }), justNow('by ours again')], { at: at + 1_500 })
    await alice.apply([said('of the second before', { at: at + 999 })], { at: at + 1_510 })
    await alice.apply([said('caught up', { at: at - 1, live: false })], { at: at + 1_520 })
    const { id } = await onlyChat(store(), alice)
    const order = ['behind a second', 'by our clock', 'of the same second', 'by ours again', 'of the second before']
    expect(await texts(store(), alice, id)).toEqual(['caught up', ...order])
    await alice.apply([said('of a wrong clock', { at: at + 600_000 }), justNow('by ours')], { at: at + 1_530 })
    expect((await texts(store(), alice, id)).slice(-2)).toEqual(['by ours', 'of a wrong clock'])
  })

  test('N6 the echo of a message of ours marks it sent', async () => {
    const alice = await linked(store())
    await alice.apply([said('hi')])
    const { id } = await onlyChat(store(), alice)
    const mine = await send(store(), alice, id, 'mine')
    await alice.apply([said('mine', { from: 'me', txn: mine.id, keys: [key('echo')], at: 3_000 })])
    expect(await messagesOf(store(), alice, id)).toMatchObject([{ text: 'hi' }, { id: mine.id, state: 'sent', at: 3_000 }])
    await alice.apply([said('mine', { from: 'me', txn: mine.id, keys: [key('echo'), key('later')], at: 3_000 })])
    expect(await texts(store(), alice, id)).toEqual(['hi', 'mine'])
  })

  test('N6 a transaction of another account or conversation is not believed', async () => {
    const alice = await linked(store())
    const eve = await linked(store())
    await alice.apply([said('hi')])
    await eve.apply([said('hi')])
    const { id } = await onlyChat(store(), alice)
    const mine = await send(store(), alice, id, 'mine')
    await eve.apply([
      said('forged', { from: 'me', txn: mine.id, keys: [key('f1')] }),
      { type: 'message.sent', conversation: chat, txn: mine.id, keys: [key('f2')], at: 1 },
      said('forged too', { from: bob, txn: mine.id, keys: [key('f3')] }),
    ])
    await alice.apply([
      said('from Bob', { txn: mine.id, at: 1_500 }),
      said('elsewhere', { from: 'me', txn: mine.id, conversation: 'carol@x' as ConversationKey }),
    ])
    expect(await messagesOf(store(), alice, id)).toMatchObject([{ text: 'hi' }, { text: 'from Bob' }, { id: mine.id, state: 'queued' }])
  })

  test('N8 what is caught up before the first checkpoint counts as read', async () => {
    const alice = await linked(store())
    await alice.apply([said('old', { live: false }), said('older', { live: false, at: 900 })], { checkpoint: 'first' })
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 0, readAt: 1_000, last: { text: 'old' } })
    await alice.apply([said('missed', { live: false, at: 1_100 })], { checkpoint: 'second' })
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 1 })
  })

  test('N8 what happens just now is unread from the start', async () => {
    const alice = await linked(store())
    await alice.apply([said('now')])
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 1, readAt: null })
  })

  test('N9 a stale epoch and a removed account are refused', async () => {
    const alice = await linked(store())
    await expect(alice.apply([said('x')], { epoch: alice.epoch - 1 })).rejects.toEqual(refused('elsewhere'))
    await store().accounts.remove({ account: alice.account, user: alice.user })
    await expect(alice.apply([said('x')])).rejects.toEqual(refused('elsewhere'))
  })

  test('a direct chat begins with its first message, and is titled by the list', async () => {
    const alice = await linked(store())
    await alice.apply([said('hi')])
    expect(await onlyChat(store(), alice)).toMatchObject({ kind: 'direct', title: 'Bob', address: 'bob@x', state: 'joined', members: 2 })
    await alice.apply([{ type: 'contact', person: { ...bob, name: 'Bobby' }, groups: [], state: 'both', blocked: false }])
    expect(await onlyChat(store(), alice)).toMatchObject({ title: 'Bobby' })
    expect((await news(store(), alice, 0)).changes).toContainEqual(
      expect.objectContaining({ kind: 'conversation', entity: expect.objectContaining({ title: 'Bobby' }) }),
    )
  })

  test('our own message into an unknown conversation is dropped', async () => {
    const alice = await linked(store())
    await alice.apply([said('hi', { from: 'me' })])
    expect((await seen(store(), alice)).conversations).toEqual([])
  })

  test('messages that are caught up are ordered by time, and the newest is shown', async () => {
    const alice = await linked(store())
    await alice.apply([], { checkpoint: 'not the first time' })
    const old = (text: string, at: number | undefined) => said(text, { at, live: false })
    await alice.apply([old('b', 2_000), old('c', 2_000), old('a', 1_000), old('no clock', undefined)], { at: 5_000 })
    const conversation = await onlyChat(store(), alice)
    expect(await texts(store(), alice, conversation.id)).toEqual(['a', 'b', 'c', 'no clock'])
    expect(conversation).toMatchObject({ unread: 4, last: { text: 'no clock', at: 5_000, name: 'Bob', deleted: false } })
  })

  test('a reply keeps what it answers, also within a batch', async () => {
    const alice = await linked(store())
    await alice.apply([said('question'), said('answer', { at: 1_001, from: 'me', replyTo: key('key of question') })])
    await alice.apply([said('lost', { at: 1_002, replyTo: key('nobody knows') })])
    const { id } = await onlyChat(store(), alice)
    const [question, answer, lost] = await messagesOf(store(), alice, id)
    expect(answer?.replyTo).toEqual({ id: question?.id, name: 'Bob', text: 'question' })
    expect(lost?.replyTo).toBeNull()
  })

  test('S1 news rings after the commit, once for all of a batch', async () => {
    const alice = await linked(store())
    const rung: string[][] = []
    const stop = store().onNews((feeds) => void rung.push([...feeds]))
    await alice.apply([said('one'), said('two')])
    stop()
    await alice.apply([said('three')])
    expect(rung.filter((feeds) => feeds.includes(alice.feed))).toEqual([[alice.feed]])
  })

  test('counting of unread messages stops at 100', async () => {
    const alice = await linked(store())
    const many = Array.from({ length: 120 }, (_, i) => said(`m${i}`, { at: 1_000 + i }))
    await alice.apply(many)
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 100 })
  })

  test('the ids behind keys are found, unknown keys left out', async () => {
    const alice = await linked(store())
    const eve = await newUser(store())
    await alice.apply([said('hi')])
    const { id, person } = await onlyChat(store(), alice)
    const asked = { conversations: [chat, 'x' as ConversationKey], people: [bob.key, carol.key] }
    expect(await store().ingest.ids({ account: alice.account, ...asked })).toEqual({
      conversations: { [chat]: id },
      people: { [bob.key]: person },
    })
    expect(await store().ingest.ids({ account: eve.home, ...asked })).toEqual({ conversations: {}, people: {} })
    expect(await store().ingest.ids({ account: eve.home, conversations: [], people: [] })).toEqual({ conversations: {}, people: {} })
  })
}

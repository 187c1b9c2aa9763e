import { expect, test } from 'vitest'
import type { Failure } from '../../../contract/errors.ts'
import { type ConversationKey, NetworkError, type NetworkEvent } from '../../networks/network.ts'
import {
  bob,
  carol,
  chat,
  head,
  house,
  key,
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
  type TestAccount,
  texts,
  type World,
} from './kit.ts'

const error: Failure = { code: 'timeout', message: 'No answer.' }

export function outgoingSuite(store: World): void {
  const begun = async () => {
    const alice = await linked(store())
    await alice.apply([said('hi')])
    const { id } = await onlyChat(store(), alice)
    return { alice, id, lease: { account: alice.account, epoch: alice.epoch } }
  }
  const state = async (alice: TestAccount, conversation: Parameters<typeof texts>[2]) =>
    (await messagesOf(store(), alice, conversation)).at(-1)?.state

  test('S14 the same id again is answered with what is stored', async () => {
    const { alice, id } = await begun()
    const message = { user: alice.user, id: newId<never>(), conversation: id, kind: 'text', text: 'once', at: 2_000 } as const
    const first = await store().messages.queue(message)
    expect(first).toMatchObject({ rev: 1, account: alice.account, entity: { state: 'queued', text: 'once', name: 'Me', at: 2_000 } })
    expect(await store().messages.queue({ ...message, text: 'other', at: 9_000 })).toEqual(first)
    expect(await texts(store(), alice, id)).toEqual(['hi', 'once'])
  })

  test('S14 another user’s id, or the same in another conversation, is a conflict', async () => {
    const { alice, id } = await begun()
    const { id: message } = await send(store(), alice, id)
    const eve = await begun()
    const stolen = { user: eve.alice.user, id: message, conversation: eve.id, kind: 'text', text: 'x', at: 1 } as const
    await expect(store().messages.queue(stolen)).rejects.toEqual(refused('conflict'))
    await alice.apply([said('there', { conversation: 'carol@x' as ConversationKey, from: carol })])
    const { conversations } = await seen(store(), alice)
    const other = conversations.find(({ title }) => title === 'Carol')?.id ?? id
    await expect(store().messages.queue({ ...stolen, user: alice.user, conversation: other })).rejects.toEqual(refused('conflict'))
  })

  test('S13 other people’s conversations and messages are unknown', async () => {
    const { alice, id } = await begun()
    const mine = await send(store(), alice, id)
    const { user } = await newUser(store())
    const message = { user, message: mine.id }
    await expect(store().messages.page({ user, conversation: id, limit: 5 })).rejects.toEqual(refused('not-found'))
    await expect(store().messages.queue({ user, id: newId(), conversation: id, kind: 'text', text: 'x', at: 1 })).rejects.toEqual(
      refused('not-found'),
    )
    await expect(store().messages.target(message)).rejects.toEqual(refused('not-found'))
    await expect(store().messages.retry({ ...message, at: 1 })).rejects.toEqual(refused('not-found'))
    await expect(store().messages.discard(message)).rejects.toEqual(refused('not-found'))
    await expect(store().conversations.place({ user, conversation: id })).rejects.toEqual(refused('not-found'))
    await expect(store().conversations.draft({ user, conversation: id, text: 'x' })).rejects.toEqual(refused('not-found'))
    await expect(store().conversations.receipt({ user, conversation: id, message: mine.id, kind: 'read' })).rejects.toEqual(
      refused('not-found'),
    )
  })

  test('N13 what is queued comes out first in, first out, with what it answers', async () => {
    const { alice, id } = await begun()
    const [hi] = await messagesOf(store(), alice, id)
    const one = await send(store(), alice, id, 'one')
    const two = newId<never>()
    await store().messages.queue({ user: alice.user, id: two, conversation: id, kind: 'action', text: 'two', replyTo: hi?.id, at: 2_001 })
    const queued = await store().messages.queued({ account: alice.account, most: 9 })
    expect(queued).toEqual([
      { id: one.id, conversation: id, conversationKey: chat, kind: 'text', text: 'one', replyTo: null },
      {
        id: two,
        conversation: id,
        conversationKey: chat,
        kind: 'action',
        text: 'two',
        replyTo: { key: 'key of hi', from: 'bob@x', text: 'hi' },
      },
    ])
    expect(await store().messages.queued({ account: alice.account, most: 1 })).toHaveLength(1)
  })

  test('a message is handed over once, and sent with the keys and the time of the network', async () => {
    const { alice, id, lease } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    expect(await store().messages.sending({ ...lease, message })).toBe(true)
    expect(await store().messages.sending({ ...lease, message })).toBe(false)
    expect(await state(alice, id)).toBe('sending')
    await store().messages.finish({ ...lease, message, result: { state: 'sent', keys: [key('k1'), key('k2')], at: 5_000 } })
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'sent', at: 5_000, error: null })
    expect(await onlyChat(store(), alice)).toMatchObject({ last: { text: 'mine', at: 5_000 }, unread: 1 })
    expect(await store().messages.target({ user: alice.user, message })).toMatchObject({
      key: 'k1',
      mine: true,
      state: 'sent',
      conversationKey: chat,
    })
    await alice.apply([said('mine', { from: 'me', keys: [key('k2')] })])
    expect(await texts(store(), alice, id)).toEqual(['hi', 'mine'])
  })

  test('an echo that was faster than the answer stays', async () => {
    const { alice, id, lease } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    await store().messages.sending({ ...lease, message })
    await alice.apply([{ type: 'message.sent', conversation: chat, txn: message, keys: [key('echo')], at: 3_000 }])
    await store().messages.finish({ ...lease, message, result: { state: 'unsure', error } })
    await store().messages.finish({ ...lease, message, result: { state: 'sent', keys: [key('answer')], at: 4_000 } })
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'sent', at: 3_000 })
  })

  test('what failed can be tried again, or taken back', async () => {
    const { alice, id, lease } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    const own = { user: alice.user, message }
    await expect(store().messages.retry({ ...own, at: 3_000 })).rejects.toEqual(refused('conflict'))
    await store().messages.sending({ ...lease, message })
    await expect(store().messages.discard(own)).rejects.toEqual(refused('conflict'))
    await store().messages.finish({ ...lease, message, result: { state: 'failed', error } })
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'failed', error })
    expect(await store().messages.retry({ ...own, at: 3_000 })).toEqual({ account: alice.account })
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'queued', error: null, at: 3_000 })
    await store().messages.discard(own)
    expect(await texts(store(), alice, id)).toEqual(['hi'])
    expect(await store().messages.queued({ account: alice.account, most: 9 })).toEqual([])
    const changes = (await news(store(), alice, 0)).changes.filter((change) => change.id === message)
    expect(changes).toMatchObject([{ kind: 'message', rev: 5, entity: null }])
    const again = store().messages.queue({ user: alice.user, id: message, conversation: id, kind: 'text', text: 'mine', at: 9 })
    await expect(again).rejects.toEqual(refused('conflict'))
  })

  test('the network says later that a message failed', async () => {
    const { alice, id } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    const failure = { name: 'NetworkError', code: 'forbidden', message: 'Not here.', delivered: 'no', retryAfterMs: 5 } as const
    await alice.apply([{ type: 'message.failed', conversation: chat, txn: message, error: failure as never }])
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({
      state: 'failed',
      error: { code: 'forbidden', message: 'Not here.', retryAfterMs: 5 },
    })
  })

  const bounced = (txn: string): NetworkEvent => {
    const error = new NetworkError('not-found', 'There is nobody with this address.')
    return { type: 'message.failed', conversation: chat, txn, keys: [key('echo')], error }
  }
  const echo = (txn: string) => said('mine', { from: 'me', txn, keys: [key('echo')], at: 3_000 })

  test('what comes back after the network had taken it failed, with the reason, and is nobody’s newest message', async () => {
    const { alice, id } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    await alice.apply([{ type: 'message.sent', conversation: chat, txn: message, keys: [key('echo')], at: 3_000 }])
    expect(await onlyChat(store(), alice)).toMatchObject({ last: { text: 'mine' } })
    await alice.apply([bounced(message), bounced(message)])
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({
      state: 'failed',
      error: { code: 'not-found', message: 'There is nobody with this address.' },
    })
    expect(await onlyChat(store(), alice)).toMatchObject({ last: { text: 'hi' } })
    await alice.apply([echo(message)])
    expect(await state(alice, id)).toBe('failed')
  })

  test('what came back before it was confirmed stays failed; tried again it may be sent', async () => {
    const { alice, id, lease } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    const sent = { ...lease, message, result: { state: 'sent', keys: [key('echo')], at: 3_000 } } as const
    await store().messages.sending({ ...lease, message })
    await alice.apply([bounced(message)])
    await store().messages.finish(sent)
    await alice.apply([echo(message)])
    expect(await state(alice, id)).toBe('failed')
    await store().messages.retry({ user: alice.user, message, at: 4_000 })
    await store().messages.sending({ ...lease, message })
    await store().messages.finish(sent)
    expect(await state(alice, id)).toBe('sent')
    expect(await onlyChat(store(), alice)).toMatchObject({ last: { text: 'mine' } })
  })

  test('what the other one has got is sent, whichever of his devices refuses it', async () => {
    const { alice, id } = await begun()
    const { id: message } = await send(store(), alice, id, 'mine')
    await alice.apply([
      { type: 'message.sent', conversation: chat, txn: message, keys: [key('echo')], at: 3_000 },
      { type: 'receipt', conversation: chat, from: bob.key, kind: 'delivered', upTo: key('echo') },
      bounced(message),
    ])
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'sent', error: null })
  })

  test('N16 on a shared network what was sent has been seen, and stays', async () => {
    const alice = await newUser(store())
    const { id, key: garden } = await room(store(), [alice])
    const message = await say(store(), alice, id)
    const error = new NetworkError('forbidden', 'Too late.')
    await house(store(), alice, [{ type: 'message.failed', conversation: garden, txn: message, error }])
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'sent' })
  })

  test('N9 what an old lease had under way becomes unsure, or goes again where that is harmless', async () => {
    const { alice, id, lease } = await begun()
    const one = await send(store(), alice, id, 'one')
    await store().messages.sending({ ...lease, message: one.id })
    await store().messages.settle({ ...lease, safeResend: false, error })
    expect(await state(alice, id)).toBe('sending')
    const [next] = await store().accounts.claim({ node: 'n2', at: 2e15, forMs: 1, networks: [], accounts: [alice.account], most: 1 })
    const taken = { account: alice.account, epoch: next?.epoch ?? 0 }
    await expect(store().messages.settle({ ...lease, safeResend: false, error })).rejects.toEqual(refused('elsewhere'))
    await expect(store().messages.sending({ ...lease, message: one.id })).rejects.toEqual(refused('elsewhere'))
    await expect(store().messages.finish({ ...lease, message: one.id, result: { state: 'queued' } })).rejects.toEqual(refused('elsewhere'))
    await store().messages.settle({ ...taken, safeResend: false, error })
    expect((await messagesOf(store(), alice, id)).at(-1)).toMatchObject({ state: 'unsure', error })
    const two = await send(store(), alice, id, 'two')
    await store().messages.sending({ ...taken, message: two.id })
    await store().accounts.claim({ node: 'n3', at: 3e15, forMs: 1, networks: [], accounts: [alice.account], most: 1 })
    await store().messages.settle({ account: alice.account, epoch: taken.epoch + 1, safeResend: true, error })
    expect((await store().messages.queued({ account: alice.account, most: 9 })).map(({ text }) => text)).toEqual(['two'])
  })

  test('a page ends before a message and says whether there is more', async () => {
    const { alice, id } = await begun()
    await alice.apply([1, 2, 3, 4].map((n) => said(`m${n}`, { at: 1_000 + n })))
    const newest = await store().messages.page({ user: alice.user, conversation: id, limit: 2 })
    expect([newest.messages.map(({ entity }) => entity.text), newest.start]).toEqual([['m3', 'm4'], false])
    const before = newest.messages[0]?.entity.id
    const oldest = await store().messages.page({ user: alice.user, conversation: id, limit: 3, ...(before && { before }) })
    expect([oldest.messages.map(({ entity }) => entity.text), oldest.start]).toEqual([['hi', 'm1', 'm2'], true])
    const unknown = store().messages.page({ user: alice.user, conversation: id, limit: 3, before: newId() })
    await expect(unknown).rejects.toEqual(refused('not-found'))
  })

  test('what only the user has of a conversation is kept for him', async () => {
    const { alice, id } = await begun()
    const own = { user: alice.user, conversation: id }
    await store().conversations.set({ ...own, muted: true, pinned: true })
    await store().conversations.set({ ...own, pinned: false, archived: true })
    await store().conversations.draft({ ...own, text: 'dear Bob' })
    expect(await onlyChat(store(), alice)).toMatchObject({ muted: true, pinned: false, archived: true, draft: 'dear Bob' })
    const before = await head(store(), alice)
    await store().conversations.draft({ ...own, text: 'dear Bob' })
    expect(await head(store(), alice)).toBe(before)
  })

  test('the user’s watermark moves forward only, and not for what is his own', async () => {
    const { alice, id } = await begun()
    await alice.apply([said('two', { at: 1_001 }), said('mine', { from: 'me', at: 1_002 })])
    const [hi, two, mine] = await messagesOf(store(), alice, id)
    if (!hi || !two || !mine) throw new Error('messages are missing')
    const receipt = (message: typeof hi, kind: 'read' | 'delivered') =>
      store().conversations.receipt({ user: alice.user, conversation: id, message: message.id, kind })
    expect(await receipt(hi, 'delivered')).toEqual({ account: alice.account, conversationKey: chat, key: 'key of hi' })
    expect(await receipt(mine, 'read')).toBeNull()
    expect(await receipt(two, 'read')).toMatchObject({ key: 'key of two' })
    expect(await receipt(hi, 'read')).toBeNull()
    expect(await receipt(two, 'delivered')).toBeNull()
    expect(await onlyChat(store(), alice)).toMatchObject({ unread: 0, readAt: 1_001 })
  })

  test('a forgotten chat comes back with the next message, not with a repeated one', async () => {
    const { alice, id } = await begun()
    await store().conversations.forget({ user: alice.user, conversation: id })
    expect((await seen(store(), alice)).conversations).toEqual([])
    await alice.apply([said('hi')])
    expect((await seen(store(), alice)).conversations).toEqual([])
    await alice.apply([said('again', { at: 1_001 })])
    expect(await onlyChat(store(), alice)).toMatchObject({ id, state: 'joined', last: { text: 'again' } })
  })

  test('how far a copy of the history reaches is remembered', async () => {
    const { id } = await begun()
    expect(await store().conversations.history({ conversation: id })).toEqual({ cursor: null, complete: false })
    await store().conversations.historyReached({ conversation: id, cursor: 'c' as never, complete: true })
    expect(await store().conversations.history({ conversation: id })).toEqual({ cursor: 'c', complete: true })
  })
}

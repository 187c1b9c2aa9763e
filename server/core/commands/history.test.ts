import { beforeEach, describe, expect, test, vi } from 'vitest'
import { Refused } from '../../../contract/errors.ts'
import type { ConversationId, SessionId, UserId } from '../../../contract/ids.ts'
import type { Cursor, Incoming } from '../../networks/network.ts'
import { pageWithHistory } from './history.ts'
import type { Parts } from './parts.ts'

const caller = { user: 'ann' as UserId, session: 'session' as SessionId, socket: 'socket' }
const conversation = 'chat' as ConversationId
const asked = { conversation, limit: 50 }
const stored = (...ids: string[]) => ids.map((id) => ({ rev: 1, entity: { id } }))
const old = (many: number) => Array.from({ length: many }, (_, n) => ({ keys: [`${n}`], text: 'old' }) as unknown as Incoming)

function trial({ shared = false, history = 'all' } = {}) {
  const page = vi.fn(async () => ({ messages: stored(), start: true }))
  const reached = vi.fn(async () => ({ cursor: 'here' as Cursor | null, complete: false }))
  const apply = vi.fn(async (_: { events: readonly unknown[] }) => {})
  const historyReached = vi.fn(async () => {})
  const fetched = vi.fn(async () => ({ messages: old(70) as readonly Incoming[], next: 'further' as Cursor | null }))
  const online = vi.fn(() => ({ history: { page: fetched } }))
  const parts = {
    now: () => 5,
    store: {
      accounts: { get: async () => ({ id: 'account', user: caller.user, network: 'net' }) },
      messages: { page },
      conversations: { place: async () => ({ account: 'account', key: 'key' }), history: reached, historyReached },
      ingest: { apply },
    },
    engine: { network: () => ({ shared, abilities: { history } }), online },
  }
  return { page, reached, apply, historyReached, fetched, online, ask: () => pageWithHistory(parts as unknown as Parts, caller, asked) }
}

let all: ReturnType<typeof trial>
beforeEach(() => {
  all = trial()
})

describe('a page of messages', () => {
  test('comes from the database as long as it has more', async () => {
    all.page.mockResolvedValueOnce({ messages: stored('a'), start: false })
    expect(await all.ask()).toMatchObject({ start: false })
    expect(all.fetched).not.toHaveBeenCalled()
  })

  test('the last stored one goes out at once, and says that there is more', async () => {
    all.page.mockResolvedValueOnce({ messages: stored('a'), start: true })
    expect(await all.ask()).toMatchObject({ messages: stored('a'), start: false })
    expect(all.online).not.toHaveBeenCalled()
  })

  test('beyond it older ones are fetched, stored in batches, and the place is kept', async () => {
    all.page.mockResolvedValueOnce({ messages: stored(), start: true }).mockResolvedValueOnce({ messages: stored('a'), start: false })
    expect(await all.ask()).toMatchObject({ messages: stored('a') })
    expect(all.fetched).toHaveBeenCalledWith('key', 'here', 50)
    expect(all.apply.mock.calls.map(([{ events }]) => events.length)).toEqual([50, 20])
    expect(all.historyReached).toHaveBeenCalledWith({ conversation, cursor: 'further', complete: false })
  })

  test('a page that is not full is the beginning only when the network says so', async () => {
    all.page.mockResolvedValue({ messages: stored('a'), start: true }).mockResolvedValueOnce({ messages: stored(), start: true })
    expect(await all.ask()).toMatchObject({ messages: stored('a'), start: false })
  })

  test('the network’s own beginning is remembered', async () => {
    all.fetched.mockResolvedValueOnce({ messages: old(3), next: null })
    expect(await all.ask()).toMatchObject({ start: true })
    expect(all.historyReached).toHaveBeenCalledWith({ conversation, cursor: null, complete: true })
    all.reached.mockResolvedValueOnce({ cursor: null, complete: true })
    expect(await all.ask()).toMatchObject({ start: true })
    expect(all.fetched).toHaveBeenCalledOnce()
  })

  test('while the account is offline the person reads so, instead of being told that this is all', async () => {
    all.online.mockImplementationOnce(() => {
      throw new Refused('offline', 'Offline.')
    })
    await expect(all.ask()).rejects.toMatchObject({ code: 'offline' })
  })

  test.each([{ shared: true }, { history: 'none' }])('has nothing behind it where there is no history to fetch: %j', async (options) => {
    const without = trial(options)
    expect(await without.ask()).toMatchObject({ start: true })
    expect(without.fetched).not.toHaveBeenCalled()
  })
})

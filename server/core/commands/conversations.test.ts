import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { AccountId, ConversationId, MessageId, SessionId, UserId } from '../../../contract/ids.ts'
import { NetworkError } from '../../networks/network.ts'
import { firstSettings } from '../people/register.ts'
import { TrialLog } from '../trial/log.ts'
import { conversationCommands } from './conversations.ts'
import type { Parts } from './parts.ts'

const account = 'account' as AccountId
const conversation = 'chat' as ConversationId
const message = 'message' as MessageId
const caller = { user: 'ann' as UserId, session: 'session' as SessionId, socket: 'socket' }
const moved = { account, conversationKey: 'key', key: 'message key' }

function trial(settings = firstSettings) {
  const receipts = { set: vi.fn(async () => {}) }
  const typing = { set: vi.fn(async () => {}) }
  const receipt = vi.fn<() => Promise<typeof moved | null>>(async () => moved)
  const place = vi.fn(async () => ({ account, key: 'key', kind: 'direct', state: 'joined' }))
  const log = new TrialLog()
  const parts = {
    log,
    store: {
      accounts: { get: async () => ({ id: account, user: caller.user, network: 'net' }) },
      users: { get: async () => ({ settings }) },
      conversations: { receipt, place },
    },
    engine: { network: () => ({ id: 'net', name: 'Net' }), online: vi.fn(() => ({ receipts, typing })) },
  }
  const commands = conversationCommands(parts as unknown as Parts)
  return { ...parts, log, receipts, typing, receipt, place, commands }
}

let all: ReturnType<typeof trial>
beforeEach(() => {
  all = trial()
})
const read = (of = all) => of.commands['conversation.receipt'](caller, { conversation, message, kind: 'read' })
const type = (of = all) => of.commands['conversation.typing'](caller, { conversation, on: true })

describe('what one has read', () => {
  test('is told to the others once it has moved', async () => {
    await read()
    expect(all.receipts.set).toHaveBeenCalledWith('key', 'message key', 'read')
    all.receipt.mockResolvedValueOnce(null)
    await read()
    expect(all.receipts.set).toHaveBeenCalledOnce()
  })

  test('stays private when the user wants it so, and is kept for himself all the same', async () => {
    const silent = trial({ ...firstSettings, sendReceipts: false })
    await read(silent)
    expect(silent.receipt).toHaveBeenCalledOnce()
    expect(silent.receipts.set).not.toHaveBeenCalled()
  })

  test('is kept while the account is offline, or when the network does not take it', async () => {
    all.engine.online.mockImplementationOnce(() => {
      throw new NetworkError('offline', 'Offline.')
    })
    expect(await read()).toBeNull()
    all.receipts.set.mockRejectedValueOnce(new NetworkError('protocol', 'No.'))
    expect(await read()).toBeNull()
    await vi.waitFor(() => expect(all.log.lines.map(({ what }) => what)).toEqual(['not told', 'not told']))
  })
})

describe('typing', () => {
  test('is told', async () => {
    await type()
    expect(all.typing.set).toHaveBeenCalledWith('key', true)
  })

  test('stays private when the user wants it so', async () => {
    const silent = trial({ ...firstSettings, sendTyping: false })
    await type(silent)
    expect(silent.typing.set).not.toHaveBeenCalled()
  })

  test('is not told in a room one has left', async () => {
    all.place.mockResolvedValueOnce({ account, key: 'key', kind: 'room', state: 'left' })
    await type()
    expect(all.typing.set).not.toHaveBeenCalled()
  })
})

import type { ConversationId } from '../../../contract/ids.ts'
import type { Session } from '../../networks/network.ts'
import type { Caller, Parts, Topic } from './parts.ts'
import { type ConversationReach, online, reachAccount, reachConversation, readAddress } from './reach.ts'

export const conversationCommands: Topic<'conversation'> = (parts) => ({
  'conversation.start': async (caller, { account, address }) => {
    const { network } = await reachAccount(parts, caller, account)
    const text = readAddress(network, address, 'person')
    const session = await online(parts, caller.user, { account, network })
    const key = await session.converse(text)
    return { conversation: await parts.store.conversations.byKey({ account, key }) }
  },
  'conversation.set': async ({ user }, change) => {
    await parts.store.conversations.set({ user, ...change })
    return null
  },
  'conversation.draft': async ({ user }, { conversation, text }) => {
    await parts.store.conversations.draft({ user, conversation, text })
    return null
  },
  'conversation.receipt': async (caller, { conversation, message, kind }) => {
    const moved = await parts.store.conversations.receipt({ user: caller.user, conversation, message, kind })
    if (!moved?.key) return null
    const { conversationKey, key } = moved
    await tell(parts, caller, { conversation, setting: 'sendReceipts' }, async ({ receipts }) => receipts?.set(conversationKey, key, kind))
    return null
  },
  'conversation.typing': async (caller, { conversation, on }) => {
    await tell(parts, caller, { conversation, setting: 'sendTyping' }, async ({ typing }, { key }) => typing?.set(key, on))
    return null
  },
})

interface Telling {
  readonly conversation: ConversationId
  /** The user's own choice whether others hear of it at all. */
  readonly setting: 'sendReceipts' | 'sendTyping'
}

/** Tells the others something that is worth nothing later: not waited for, and lost when the account is offline. */
async function tell(
  parts: Parts,
  caller: Caller,
  { conversation, setting }: Telling,
  say: (session: Session, place: ConversationReach) => Promise<void>,
): Promise<void> {
  const place = await reachConversation(parts, caller, conversation)
  const { settings } = await parts.store.users.get({ user: caller.user })
  if (!settings[setting] || place.state !== 'joined') return
  const lost = (cause: unknown) => parts.log.info({ account: place.account, setting, cause }, 'not told')
  try {
    say(parts.engine.online(place.account), place).catch(lost)
  } catch (offline) {
    lost(offline)
  }
}

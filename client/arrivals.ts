import type { Conversation } from '../contract/entities.ts'
import type { State } from './client.ts'

type Last = NonNullable<Conversation['last']>
/** Someone else's message that is the newest of its conversation, and was not there before. */
export interface Arrival {
  readonly conversation: Conversation
  readonly message: Last
}

type View = Pick<State, 'conversations' | 'accounts'>

/** The arrivals between two states. Found by the conversations, so that messages of conversations which are not open count too. */
export function arrivals(before: View, now: View): Arrival[] {
  if (before.conversations === now.conversations) return []
  return Object.values(now.conversations).flatMap((conversation) => {
    const old = before.conversations[conversation.id]
    const message = conversation.last
    if (conversation === old || !message || message.deleted || conversation.unread === 0) return []
    if (message.from === now.accounts[conversation.account]?.me || !isNewer(message, old?.last)) return []
    return [{ conversation, message }]
  })
}

/** When the newest message is taken away, an older one becomes the last. */
function isNewer(message: Last, old: Last | null | undefined): boolean {
  return !old || (message.id !== old.id && message.at >= old.at)
}

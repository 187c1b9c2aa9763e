import type { ConversationId, MessageId, UserId } from '../../contract/ids.ts'
import type { Kind } from '../../contract/sync.ts'

export interface Pointer {
  readonly feed: string
  readonly kind: Kind
  readonly entity: string
}

/** What one operation has changed. Who reads it is settled at the end, when memberships are as they will be. */
export interface Touched {
  /** Something that only this user sees, or sees differently. Its own `rev` has been raised already. */
  own(user: UserId, kind: Kind, id: string): void
  /** Something that everybody in this conversation sees of it; raises its `rev`, once. */
  conversation(id: ConversationId): void
  /** A message that everybody in its conversation may see (S6). Its `rev` has been raised already. */
  message(conversation: ConversationId, id: MessageId): void
  readonly pointers: readonly Pointer[]
  readonly conversations: ReadonlySet<ConversationId>
  readonly messages: ReadonlyMap<ConversationId, ReadonlySet<MessageId>>
}

export function nothingTouched(): Touched {
  const pointers: Pointer[] = []
  const conversations = new Set<ConversationId>()
  const messages = new Map<ConversationId, Set<MessageId>>()
  return {
    pointers,
    conversations,
    messages,
    own(user, kind, id) {
      pointers.push({ feed: `u:${user}`, kind, entity: id })
    },
    conversation(id) {
      conversations.add(id)
    },
    message(conversation, id) {
      const ids = messages.get(conversation) ?? new Set()
      messages.set(conversation, ids.add(id))
    },
  }
}

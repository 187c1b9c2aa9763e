import type { Conversation } from '../../contract/entities.ts'
import type { ConversationId } from '../../contract/ids.ts'

/** The next conversation with something unread, from the open one on and around the end; muted and archived ones are left in peace. */
export function nextUnread(conversations: readonly Conversation[], from: ConversationId | null, step: 1 | -1): ConversationId | null {
  const at = conversations.findIndex((conversation) => conversation.id === from)
  const start = at < 0 && step < 0 ? 0 : at
  for (let passed = 1; passed <= conversations.length; passed++) {
    const index = (start + step * passed + conversations.length * 2) % conversations.length
    const conversation = conversations[index]
    if (conversation && conversation.id !== from && conversation.unread > 0 && !conversation.muted && !conversation.archived)
      return conversation.id
  }
  return null
}

import type { Account, Contact, Conversation } from '../../contract/entities.ts'

/** Why nothing can be written here, or null. Each has a sentence, and a button where there is a way out. */
export type ClosedReason = 'invited' | 'left' | 'removed' | 'banned' | 'blocked' | 'accountOff' | 'accountNeeds'

export function closedReason(conversation: Conversation, account: Account | null, contact: Contact | null): ClosedReason | null {
  // Blocking takes one out of the chat as well; what to do about it is to unblock.
  if (contact?.blocked) return 'blocked'
  if (conversation.state !== 'joined') return conversation.state
  if (account && !account.enabled) return 'accountOff'
  return account?.needs ? 'accountNeeds' : null
}

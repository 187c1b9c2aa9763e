import type { ConversationKey, MessageKey, PersonKey } from '../network.ts'

/** Keys are the network's own names for things: the same thing always gets the same key (N1). */
export const personKey = (address: string) => address as PersonKey
export const conversationKey = (address: string) => address as ConversationKey
export const messageKey = (id: string) => id as MessageKey

/** Reads what somebody typed; null if it is not an address here. */
export function readAddress(text: string): { kind: 'person'; text: string } | null {
  const typed = text.trim().toLowerCase()
  return /^[a-z0-9.-]{1,64}@toy$/.test(typed) ? { kind: 'person', text: typed } : null
}

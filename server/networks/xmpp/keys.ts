import type { ConversationKey, MessageKey, PersonKey } from '../network.ts'

/**
 * A person and the direct chat with him are both named by the bare address.
 * A message has up to two names: `m:<author>/<id>` by the id its author gave it, which is what receipts, corrections, reactions and
 * replies refer to in direct chats; and `a:<id>` in our own archive (XEP-0313), which is what survives authors that repeat their ids.
 */
export const personKey = (bare: string): PersonKey => bare as PersonKey
export const conversationKey = (bare: string): ConversationKey => bare as ConversationKey
export const archiveKey = (id: string): MessageKey => `a:${id}` as MessageKey
export const idKey = (author: string, id: string): MessageKey => `m:${author}/${id}` as MessageKey
/** For a message that nothing names for ever; only this stream knows it, and no other will bring it again. */
export const passingKey = (born: string, count: number): MessageKey => `x:${born}/${count}` as MessageKey

/** Author and id out of a key made by `idKey`; null for other keys. */
export function idOf(key: MessageKey): { author: string; id: string } | null {
  const slash = key.indexOf('/')
  if (!key.startsWith('m:') || slash === -1) return null
  return { author: key.slice(2, slash), id: key.slice(slash + 1) }
}

/** Ids need only be unique within one stream (RFC 6120 §8.1.3) and some clients count from 1 each time: a short id names nothing for ever. */
export function namesForEver(id: string): boolean {
  return id.length >= 16 && id.length <= 256
}

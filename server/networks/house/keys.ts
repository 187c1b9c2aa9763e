import { v7 } from 'uuid'
import type { ConversationKey, MessageKey, PersonKey } from '../network.ts'

/** Two people have one direct chat, whoever opens it first: the key is made of both, in a fixed order. */
export function directKey(one: PersonKey, other: PersonKey): ConversationKey {
  return (one < other ? `d:${one}:${other}` : `d:${other}:${one}`) as ConversationKey
}

/** The other one of a direct chat; null for rooms and for chats that `me` is no part of. */
export function otherOf(key: ConversationKey, me: PersonKey): PersonKey | null {
  const [kind, one, other] = key.split(':')
  if (kind !== 'd' || one === undefined || other === undefined) return null
  if (one === me) return other as PersonKey
  return other === me ? (one as PersonKey) : null
}

export function newRoomKey(): ConversationKey {
  return `r:${v7()}` as ConversationKey
}

/** A message is named after its transaction, so that sending it again names the same message (N1). */
export function messageKey(txn: string): MessageKey {
  return txn as MessageKey
}

const login = /^@?([a-z0-9][a-z0-9._-]{1,63})$/
const room = /^#[\p{L}\p{N}][\p{L}\p{N}-]{0,79}$/u

/** Logins as people type them (`Bob`, `@bob`) and rooms (`#garden`). */
export function readAddress(text: string): { kind: 'person' | 'room'; text: string } | null {
  const typed = text.trim().normalize('NFKC').toLowerCase()
  if (room.test(typed)) return { kind: 'room', text: typed }
  const person = login.exec(typed)?.[1]
  return person === undefined ? null : { kind: 'person', text: person }
}

/** `Garden & Friends` → `#garden-friends`. */
export function roomAddress(name: string, ending = ''): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? ['room']
  const slug = [...words.join('-')].slice(0, 48).join('').replace(/-$/, '')
  return `#${slug}${ending && `-${ending}`}`
}

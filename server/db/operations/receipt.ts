import { write } from '../operation.ts'
import type { ConversationStore } from '../store.ts'
import type { Marks } from '../tables.ts'
import { steadiestKey } from './messages/keys.ts'
import { unknownMessage, visible } from './messages/visible.ts'
import { changeOwn, standing } from './standing.ts'

type Args = Parameters<ConversationStore['receipt']>[0]

export const receipt = write(async (tx, { user, conversation, message, kind }: Args) => {
  const mine = await standing(tx, user, conversation)
  const row = await visible(tx, user, message)
  if (row.conversation !== conversation) throw unknownMessage()
  if (row.author === mine.person) return null
  const moved = ahead(mine, kind, row)
  if (!moved) return null
  await changeOwn(tx, mine, moved)
  return { account: mine.account, conversationKey: mine.key, key: await steadiestKey(tx, message) }
})

interface Place {
  readonly at: number
  readonly id: string
}

/** Watermarks only rise; whoever has read a message has got it. null when there is nothing to raise. */
export function ahead(marks: Marks, kind: 'delivered' | 'read', to: Place): Partial<Marks> | null {
  const delivered = later(to, { at: marks.delivered_at, id: marks.delivered_id }) && { delivered_at: to.at, delivered_id: to.id }
  if (kind === 'delivered') return delivered || null
  if (!later(to, { at: marks.read_at, id: marks.read_id })) return null
  return { ...delivered, read_at: to.at, read_id: to.id }
}

/** Messages are ordered by time, those of one millisecond by id. */
export function later(one: Place, than: Place): boolean {
  return one.at > than.at || (one.at === than.at && one.id > than.id)
}

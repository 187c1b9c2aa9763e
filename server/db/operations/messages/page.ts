import { type ExpressionBuilder, sql } from 'kysely'
import type { MessageId } from '../../../../contract/ids.ts'
import { read, type Tx } from '../../operation.ts'
import type { MessageStore, MessageTarget } from '../../store.ts'
import type { Tables } from '../../tables.ts'
import { showMessages } from '../../views/messages.ts'
import { standing } from '../standing.ts'
import { steadiestKey } from './keys.ts'
import { unknownMessage, visible } from './visible.ts'

type Args<Name extends keyof MessageStore> = Parameters<MessageStore[Name]>[0]

/** Someone who is not in the conversation has no messages there, his own neither (S7). */
export const page = read(async (tx, { user, conversation, before, limit }: Args<'page'>) => {
  const { person, state } = await standing(tx, user, conversation)
  if (state !== 'joined') return { messages: [], start: true }
  const end = before ? await placeOf(tx, before) : null
  if (end && end.conversation !== conversation) throw unknownMessage()
  const seen = ({ eb, or }: ExpressionBuilder<Tables, 'messages'>) => or([eb('state', '=', 'sent'), eb('author', '=', person)])
  const rows = await tx.db
    .selectFrom('messages')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('gone', '=', 0)
    .where(seen)
    .$if(end !== null, (query) => query.where(sql<boolean>`(at, id) < (${end?.at}, ${end?.id})`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const messages = await showMessages(tx, rows.slice(0, limit).reverse())
  return { messages, start: rows.length <= limit }
})

/** Where a page ends. A message that was taken back since keeps its place. */
async function placeOf({ db }: Tx, message: MessageId) {
  const row = await db.selectFrom('messages').select(['conversation', 'at', 'id']).where('id', '=', message).executeTakeFirst()
  if (!row) throw unknownMessage()
  return row
}

export const target = read(async (tx, { user, message }: Args<'target'>): Promise<MessageTarget> => {
  const row = await visible(tx, user, message)
  const emojis = await tx.db
    .selectFrom('reactions')
    .select('emoji')
    .where('message', '=', message)
    .where('person', '=', row.me)
    .orderBy('at')
    .execute()
  return {
    account: row.through,
    conversation: row.conversation,
    conversationKey: row.key,
    key: await steadiestKey(tx, message),
    mine: row.author === row.me,
    state: row.state,
    deleted: row.deleted === 1,
    role: row.role,
    emojis: emojis.map(({ emoji }) => emoji),
  }
})

import { sql } from 'kysely'
import type { ConversationId, MessageId, PersonId } from '../../../../contract/ids.ts'
import { read, type Tx } from '../../operation.ts'
import { onePage } from '../../page-length.ts'
import { statement } from '../../statement.ts'
import type { MessageStore, MessageTarget } from '../../store.ts'
import { showMessages } from '../../views/messages.ts'
import { standing } from '../standing.ts'
import { steadiestKey } from './keys.ts'
import { unknownMessage, visible } from './visible.ts'

type Args<Name extends keyof MessageStore> = Parameters<MessageStore[Name]>[0]

/** Someone who is not in the conversation has no messages there, his own neither (S7). */
export const page = read(async (tx, { user, conversation, before: next, limit }: Args<'page'>) => {
  const { person, state } = await standing(tx, user, conversation)
  if (state !== 'joined') return { messages: [], start: true }
  const end = next && (await placeOf(tx, next))
  if (end && end.conversation !== conversation) throw unknownMessage()
  const rows = await before(tx, { conversation, person, end, most: limit + 1 })
  const fitting = onePage(rows.slice(0, limit), ({ text }) => text.length)
  return { messages: await showMessages(tx, fitting.reverse()), start: rows.length === fitting.length }
})

interface Part {
  readonly conversation: ConversationId
  readonly person: PersonId
  readonly end: { readonly at: number; readonly id: MessageId } | undefined
  readonly most: number
}
const before = statement(({ db }: Tx, { conversation, person, end, most }: Part) =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('gone', '=', 0)
    .where(({ eb, or }) => or([eb('state', '=', 'sent'), eb('author', '=', person)]))
    .$if(end !== undefined, (query) => query.where(sql<boolean>`(at, id) < (${end?.at}, ${end?.id})`))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(most),
)

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

import type { Message } from '../../../contract/entities.ts'
import type { MessageId, PersonId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import { statement } from '../statement.ts'
import type { Versioned } from '../store.ts'
import type { MessageRow } from '../tables.ts'

/** Messages as everybody sees them; whether a reader may is for the caller to know. */
export async function showMessages(tx: Tx, rows: readonly MessageRow[]): Promise<Versioned<Message>[]> {
  if (rows.length === 0) return []
  const reactions = await reactionsTo(tx, { messages: rows.map(({ id }) => id) })
  const byMessage = Map.groupBy(reactions, ({ message }) => message)
  return rows.map((row) => ({ rev: row.rev, entity: showMessage(row, byMessage.get(row.id) ?? []) }))
}

const reactionsTo = statement(({ db }: Tx, { messages }: { messages: readonly MessageId[] }) =>
  db.selectFrom('reactions').select(['message', 'person', 'emoji']).where('message', 'in', messages).orderBy('at').orderBy('person'),
)

function showMessage(row: MessageRow, reactions: readonly { person: PersonId; emoji: string }[]): Message {
  const quote = row.quote ? (JSON.parse(row.quote) as Quote) : null
  return {
    id: row.id,
    conversation: row.conversation,
    from: row.author,
    name: row.name,
    at: row.at,
    kind: row.kind,
    text: row.text,
    replyTo: row.reply && quote ? { id: row.reply, ...quote } : null,
    editedAt: row.edited_at,
    deleted: row.deleted === 1,
    state: row.state,
    error: row.error ? JSON.parse(row.error) : null,
    reactions: [...Map.groupBy(reactions, ({ emoji }) => emoji)].map(([emoji, of]) => ({ emoji, people: of.map(({ person }) => person) })),
  }
}

interface Quote {
  readonly name: string
  readonly text: string
}
const quoteLength = 200

/** What a reply keeps of the message it answers. It stays as it was, whatever becomes of the other one. */
export const quoteOf = ({ name, text }: Quote): string => JSON.stringify({ name, text: text.slice(0, quoteLength) } satisfies Quote)

export type Quoted = Quote & { readonly id: MessageId }

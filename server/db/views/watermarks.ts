import type { Conversation } from '../../../contract/entities.ts'
import type { ConversationId, PersonId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import { statement } from '../statement.ts'

/** In rooms with more members nobody is shown how far the others have read: it costs a change for everybody at each step. */
export const mostWatched = 50

interface Seen {
  readonly id: ConversationId
  readonly person: PersonId
  readonly state: string
  readonly members: number
}

export async function watermarksOf(tx: Tx, seen: readonly Seen[]): Promise<Map<ConversationId, Conversation['watermarks']>> {
  const watched = new Map(
    seen.filter(({ state, members }) => state === 'joined' && members <= mostWatched).map(({ id, person }) => [id, person]),
  )
  if (watched.size === 0) return new Map()
  const rows = await select(tx, { conversations: [...watched.keys()] })
  const others = rows.filter(({ conversation, person }) => watched.get(conversation) !== person)
  return new Map(
    [...Map.groupBy(others, ({ conversation }) => conversation)].map(([id, of]) => [
      id,
      of.map(({ person, delivered_at, read_at }) => ({ person, deliveredAt: delivered_at || null, readAt: read_at || null })),
    ]),
  )
}

const select = statement(({ db }: Tx, { conversations }: { conversations: readonly ConversationId[] }) =>
  db
    .selectFrom('watermarks')
    .select(['conversation', 'person', 'delivered_at', 'read_at'])
    .where('conversation', 'in', conversations)
    .orderBy('person'),
)

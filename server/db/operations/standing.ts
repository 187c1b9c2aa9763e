import { Refused } from '../../../contract/errors.ts'
import type { AccountId, ConversationId, UserId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import { statement } from '../statement.ts'

/** How a user stands in a conversation; Refused `not-found` when it is not on his list. */
export async function standing(tx: Tx, user: UserId, conversation: ConversationId) {
  const [row] = await select(tx, { user, conversation })
  if (!row?.account || row.state === 'none') throw unknownConversation()
  return { ...row, state: row.state, account: row.account as AccountId }
}

const select = statement(({ db }: Tx, { user, conversation }: { user: UserId; conversation: ConversationId }) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation')
    .selectAll('m')
    .select(['c.key', 'c.kind', 'c.shared', 'c.abilities', 'c.members', 'c.title', 'c.topic', 'c.public', 'c.address'])
    .select('c.rev as conversation_rev')
    .where('m.user', '=', user)
    .where('m.conversation', '=', conversation),
)

export type Standing = Awaited<ReturnType<typeof standing>>

/** Changes what only this user has of a conversation. */
export async function changeOwn(tx: Tx, { conversation, person, user }: Standing, change: OwnChange): Promise<void> {
  await tx.db
    .updateTable('memberships')
    .set((eb) => ({ ...change, rev: eb('rev', '+', 1) }))
    .where('conversation', '=', conversation)
    .where('person', '=', person)
    .execute()
  if (user) tx.touched.own(user, 'conversation', conversation)
}

interface OwnChange {
  readonly muted?: 0 | 1
  readonly pinned?: 0 | 1
  readonly archived?: 0 | 1
  readonly draft?: string
  readonly state?: 'none'
  readonly frozen?: string
  readonly delivered_at?: number
  readonly delivered_id?: string
  readonly read_at?: number
  readonly read_id?: string
}

export const unknownConversation = () => new Refused('not-found', 'There is no such conversation.')

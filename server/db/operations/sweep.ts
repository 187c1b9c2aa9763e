import type { ConversationId } from '../../../contract/ids.ts'
import { type Tx, write } from '../operation.ts'

/** The scope of conversations whose account is gone. They have no members any more, so nobody sees them; their messages go bit by bit. */
const erased = 'erased'

/** Takes conversations out of their account's hands, at once however large they are. */
export async function abandon({ db }: Tx, scope: string): Promise<readonly ConversationId[]> {
  const conversations = await db
    .updateTable('conversations')
    .set((eb) => ({ scope: erased, key: eb.ref('id') as never }))
    .where('scope', '=', scope)
    .returning('id')
    .execute()
  const ids = conversations.map(({ id }) => id)
  if (ids.length > 0) await db.deleteFrom('memberships').where('conversation', 'in', ids).execute()
  return ids
}

/** Deletes some of what was abandoned; returns how many rows went, 0 when nothing is left. Small steps: other writers wait for each. */
export const sweep = write(async ({ db }, { most }: { most: number }): Promise<number> => {
  const messages = await db
    .selectFrom('messages as x')
    .innerJoin('conversations as c', 'c.id', 'x.conversation')
    .select('x.id')
    .where('c.scope', '=', erased)
    .limit(most)
    .execute()
  const ids = messages.map(({ id }) => id)
  if (ids.length > 0) {
    await db.deleteFrom('messages').where('id', 'in', ids).execute()
    return ids.length
  }
  const empty = await db.selectFrom('conversations').select('id').where('scope', '=', erased).limit(most).execute()
  if (empty.length === 0) return 0
  await db
    .deleteFrom('conversations')
    .where(
      'id',
      'in',
      empty.map(({ id }) => id),
    )
    .execute()
  return empty.length
})

import { Refused } from '../../../../contract/errors.ts'
import type { MessageId, UserId } from '../../../../contract/ids.ts'
import type { Tx } from '../../operation.ts'

/** A message this user may see, with how he stands in its conversation. Refused `not-found` otherwise (S6, S7, S13). */
export async function visible({ db }: Tx, user: UserId, message: MessageId) {
  const row = await db
    .selectFrom('messages as x')
    .innerJoin('memberships as m', (on) => on.onRef('m.conversation', '=', 'x.conversation').on('m.user', '=', user))
    .innerJoin('conversations as c', 'c.id', 'x.conversation')
    .selectAll('x')
    .select(['m.person as me', 'm.account as through', 'm.role', 'c.key'])
    .where('x.id', '=', message)
    .where('x.gone', '=', 0)
    .where('m.state', '=', 'joined')
    .where((eb) => eb.or([eb('x.state', '=', 'sent'), eb('x.author', '=', eb.ref('m.person'))]))
    .executeTakeFirst()
  if (!row?.through) throw unknownMessage()
  return { ...row, through: row.through }
}

export const unknownMessage = () => new Refused('not-found', 'There is no such message.')

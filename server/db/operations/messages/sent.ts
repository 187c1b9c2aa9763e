import type { ConversationId, MessageId } from '../../../../contract/ids.ts'
import type { MessageKey } from '../../../networks/network.ts'
import type { Tx } from '../../operation.ts'
import { statement } from '../../statement.ts'
import { addKeys } from './keys.ts'

/**
 * The network has taken one of our messages: from now on everybody in its conversation may see it (S6). One that has a name there
 * and failed all the same came back: that the network once had it is no news.
 */
export async function markSent(tx: Tx, message: { id: MessageId; conversation: ConversationId }, sent: Sent): Promise<void> {
  const { id, conversation } = message
  const changed = await tx.db
    .updateTable('messages')
    .set((eb) => ({ state: 'sent', at: sent.at, error: null, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .where('gone', '=', 0)
    .where('state', '<>', 'sent')
    .where((eb) =>
      eb.or([
        eb('state', '<>', 'failed'),
        eb.not(eb.exists(eb.selectFrom('message_keys as k').select('k.key').where('k.message', '=', id))),
      ]),
    )
    .returning('id')
    .executeTakeFirst()
  await addKeys(tx, [{ conversation, message: id, keys: sent.keys }])
  if (!changed) return
  await advance(tx, { conversation, id, at: sent.at })
  tx.touched.conversation(conversation)
  tx.touched.message(conversation, id)
}

interface Sent {
  readonly keys: readonly MessageKey[]
  readonly at: number
}

/** Sent it is no more: if it was the newest of its conversation, the one before it is. */
export async function retreat({ db, touched }: Tx, { conversation, id }: { conversation: ConversationId; id: MessageId }): Promise<void> {
  const newest = await db
    .selectFrom('messages')
    .select(['id', 'at'])
    .where('conversation', '=', conversation)
    .where('state', '=', 'sent')
    .where('gone', '=', 0)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const place = { last: newest?.id ?? null, last_at: newest?.at ?? 0 }
  await db.updateTable('conversations').set(place).where('id', '=', conversation).where('last', '=', id).execute()
  touched.conversation(conversation)
}

/** Makes a message the newest of its conversation, if it is. */
export const advance = statement((tx: Tx, { conversation, id, at }: { conversation: ConversationId; id: MessageId; at: number }) =>
  tx.db
    .updateTable('conversations')
    .set({ last: id, last_at: at })
    .where('id', '=', conversation)
    .where((eb) => eb.or([eb('last', 'is', null), eb('last_at', '<', at), eb.and([eb('last_at', '=', at), eb('last', '<', id)])])),
)

import type { ConversationId, MessageId } from '../../../../contract/ids.ts'
import type { MessageKey } from '../../../networks/network.ts'
import type { Tx } from '../../operation.ts'
import { statement } from '../../statement.ts'
import { addKeys } from './keys.ts'

/** The network has taken one of our messages: from now on everybody in its conversation may see it (S6). */
export async function markSent(tx: Tx, message: { id: MessageId; conversation: ConversationId }, sent: Sent): Promise<void> {
  const { id, conversation } = message
  await addKeys(tx, [{ conversation, message: id, keys: sent.keys }])
  const changed = await tx.db
    .updateTable('messages')
    .set((eb) => ({ state: 'sent', at: sent.at, error: null, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .where('gone', '=', 0)
    .where('state', '<>', 'sent')
    .returning('id')
    .executeTakeFirst()
  if (!changed) return
  await advance(tx, { conversation, id, at: sent.at })
  tx.touched.conversation(conversation)
  tx.touched.message(conversation, id)
}

interface Sent {
  readonly keys: readonly MessageKey[]
  readonly at: number
}

/** Makes a message the newest of its conversation, if it is. */
export const advance = statement((tx: Tx, { conversation, id, at }: { conversation: ConversationId; id: MessageId; at: number }) =>
  tx.db
    .updateTable('conversations')
    .set({ last: id, last_at: at })
    .where('id', '=', conversation)
    .where((eb) => eb.or([eb('last', 'is', null), eb('last_at', '<', at), eb.and([eb('last_at', '=', at), eb('last', '<', id)])])),
)

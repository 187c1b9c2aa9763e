import type { ConversationId, MessageId } from '../../../../contract/ids.ts'
import type { MessageKey } from '../../../networks/network.ts'
import { chunks, type Tx } from '../../operation.ts'
import { statement } from '../../statement.ts'
import type { Tables } from '../../tables.ts'

export interface Named {
  readonly conversation: ConversationId
  readonly message: MessageId
  /** The steadiest first. */
  readonly keys: readonly MessageKey[]
}

/** Adds names of messages. A name that is taken keeps its message (N5), and learns how steady it is. */
export async function addKeys(tx: Tx, named: readonly Named[]): Promise<void> {
  const rows = new Map(
    named.flatMap(({ conversation, message, keys }) =>
      keys.map((key, rank) => [`${conversation} ${key}`, { conversation, key, message, rank }] as const),
    ),
  )
  for (const some of chunks([...rows.values()])) await insert(tx, { rows: some })
}

const insert = statement((tx: Tx, { rows }: { rows: readonly Tables['message_keys'][] }) =>
  tx.db
    .insertInto('message_keys')
    .values(rows)
    .onConflict((on) => on.columns(['conversation', 'key']).doUpdateSet(({ ref }) => ({ rank: ref('excluded.rank') }))),
)

export async function steadiestKey({ db }: Tx, message: MessageId): Promise<MessageKey | null> {
  const row = await db.selectFrom('message_keys').select('key').where('message', '=', message).orderBy('rank').executeTakeFirst()
  return row?.key ?? null
}

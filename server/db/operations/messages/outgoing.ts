import type { AccountId, MessageId } from '../../../../contract/ids.ts'
import type { MessageKey } from '../../../networks/network.ts'
import { locked, read, type Tx, write } from '../../operation.ts'
import type { MessageStore, QueuedMessage } from '../../store.ts'
import { fence } from '../accounts.ts'
import { markSent } from './sent.ts'

type Args<Name extends keyof MessageStore> = Parameters<MessageStore[Name]>[0]

export const queued = read(async ({ db }, { account, most }: Args<'queued'>): Promise<readonly QueuedMessage[]> => {
  const rows = await db
    .selectFrom('messages as x')
    .innerJoin('conversations as c', 'c.id', 'x.conversation')
    .leftJoin('messages as r', 'r.id', 'x.reply')
    .leftJoin('people as p', 'p.id', 'r.author')
    .select(['x.id', 'x.conversation', 'c.key', 'x.kind', 'x.text', 'r.text as reply_text', 'p.key as reply_from'])
    .select((eb) =>
      eb.selectFrom('message_keys as k').select('k.key').whereRef('k.message', '=', 'x.reply').orderBy('k.rank').limit(1).as('reply_key'),
    )
    .where('x.account', '=', account)
    .where('x.state', '=', 'queued')
    .where('x.gone', '=', 0)
    .orderBy('x.at')
    .orderBy('x.id')
    .limit(most)
    .execute()
  return rows.map(({ id, conversation, key, kind, text, reply_key, reply_from, reply_text }) => ({
    id,
    conversation,
    conversationKey: key,
    kind: kind === 'action' ? 'action' : 'text',
    text,
    replyTo: reply_key && reply_from ? { key: reply_key as MessageKey, from: reply_from, text: reply_text ?? '' } : null,
  }))
})

export const sending = write(async (tx, { account, epoch, message }: Args<'sending'>) => {
  const { user } = await fence(tx, account, epoch)
  const changed = await tx.db
    .updateTable('messages')
    .set((eb) => ({ state: 'sending', epoch, rev: eb('rev', '+', 1) }))
    .where('id', '=', message)
    .where('account', '=', account)
    .where('state', '=', 'queued')
    .where('gone', '=', 0)
    .returning('id')
    .executeTakeFirst()
  if (changed) tx.touched.own(user, 'message', message)
  return changed !== undefined
})

export const finish = write(async (tx, { account, epoch, message, result }: Args<'finish'>) => {
  const { user } = await fence(tx, account, epoch)
  const row = await outgoing(tx, account, message)
  if (!row) return
  if (result.state === 'sent') return markSent(tx, row, result)
  if (row.state !== 'sending') return
  const error = result.state === 'queued' ? null : JSON.stringify(result.error)
  await tx.db
    .updateTable('messages')
    .set((eb) => ({ state: result.state, error, rev: eb('rev', '+', 1) }))
    .where('id', '=', message)
    .execute()
  tx.touched.own(user, 'message', message)
})

export const settle = write(async (tx, { account, epoch, safeResend, error }: Args<'settle'>) => {
  const { user } = await fence(tx, account, epoch)
  const changed = await tx.db
    .updateTable('messages')
    .set((eb) => ({
      state: safeResend ? 'queued' : 'unsure',
      error: safeResend ? null : JSON.stringify(error),
      rev: eb('rev', '+', 1),
    }))
    .where('account', '=', account)
    .where('state', '=', 'sending')
    .where('epoch', '<', epoch)
    .returning('id')
    .execute()
  for (const { id } of changed) tx.touched.own(user, 'message', id)
})

/** A message that this account sends, unless it was taken back. */
async function outgoing(tx: Tx, account: AccountId, message: MessageId) {
  return locked(
    tx,
    tx.db
      .selectFrom('messages')
      .select(['id', 'conversation', 'state'])
      .where('id', '=', message)
      .where('account', '=', account)
      .where('gone', '=', 0),
  ).executeTakeFirst()
}

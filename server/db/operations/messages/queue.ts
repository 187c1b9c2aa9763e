import { Refused } from '../../../../contract/errors.ts'
import type { MessageId } from '../../../../contract/ids.ts'
import { type Tx, write } from '../../operation.ts'
import type { MessageStore } from '../../store.ts'
import type { MessageRow } from '../../tables.ts'
import { quoteOf, showMessages } from '../../views/messages.ts'
import { type Standing, standing } from '../standing.ts'
import { unknownMessage, visible } from './visible.ts'

type Args<Name extends keyof MessageStore> = Parameters<MessageStore[Name]>[0]

export const queue = write(async (tx, args: Args<'queue'>) => {
  const mine = await standing(tx, args.user, args.conversation)
  const known = await tx.db.selectFrom('messages').selectAll().where('id', '=', args.id).executeTakeFirst()
  if (known) return { ...(await repeated(tx, mine, known)), account: mine.account }
  if (mine.state !== 'joined') throw new Refused('forbidden', 'You are not in this conversation any more.')
  const row = await newRow(tx, mine, args)
  await tx.db.insertInto('messages').values(row).execute()
  tx.touched.own(args.user, 'message', args.id)
  return { ...(await shown(tx, row)), account: mine.account }
})

/** The browser did not hear our answer and says it again: it gets what has become of it (S14). */
async function repeated(tx: Tx, mine: Standing, known: MessageRow) {
  const same = known.conversation === mine.conversation && known.author === mine.person && known.account === mine.account
  if (!same || known.gone === 1) throw new Refused('conflict', 'There is another message with this id.')
  return shown(tx, known)
}

async function newRow(tx: Tx, mine: Standing, { user, id, kind, text, replyTo, at }: Args<'queue'>): Promise<MessageRow> {
  const me = await tx.db.selectFrom('people').select(['name', 'address']).where('id', '=', mine.person).executeTakeFirst()
  const answered = replyTo ? await visible(tx, user, replyTo) : null
  if (answered && answered.conversation !== mine.conversation) throw unknownMessage()
  return {
    id,
    conversation: mine.conversation,
    author: mine.person,
    name: me?.name || me?.address || '',
    at,
    kind,
    text,
    reply: replyTo ?? null,
    quote: answered && quoteOf(answered),
    edited_at: null,
    deleted: 0,
    state: 'queued',
    error: null,
    account: mine.account,
    epoch: 0,
    gone: 0,
    rev: 1,
  }
}

async function shown(tx: Tx, row: MessageRow) {
  const [message] = await showMessages(tx, [row])
  if (!message) throw new Error('A message that was read cannot be shown')
  return message
}

export const retry = write(async (tx, { user, message, at }: Args<'retry'>) => {
  const { through } = await own(tx, { user, message }, ['failed', 'unsure'])
  await tx.db
    .updateTable('messages')
    .set((eb) => ({ state: 'queued', error: null, at, rev: eb('rev', '+', 1) }))
    .where('id', '=', message)
    .execute()
  tx.touched.own(user, 'message', message)
  return { account: through }
})

export const discard = write(async (tx, { user, message }: Args<'discard'>) => {
  await own(tx, { user, message }, ['queued', 'failed', 'unsure'])
  await tx.db
    .updateTable('messages')
    .set((eb) => ({ gone: 1, text: '', quote: null, rev: eb('rev', '+', 1) }))
    .where('id', '=', message)
    .execute()
  tx.touched.own(user, 'message', message)
})

/** A message of this user's own in one of these states. */
async function own(tx: Tx, { user, message }: Args<'discard'>, states: readonly MessageRow['state'][]) {
  const row = await visible(tx, user, message satisfies MessageId)
  if (row.author !== row.me) throw unknownMessage()
  if (!states.includes(row.state)) throw new Refused('conflict', 'This message is on its way already.')
  return row
}

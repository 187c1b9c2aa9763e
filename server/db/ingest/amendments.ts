import type { PersonId } from '../../../contract/ids.ts'
import type { ConversationKey, MessageKey } from '../../networks/network.ts'
import { addKeys } from '../operations/messages/keys.ts'
import { markSent, retreat } from '../operations/messages/sent.ts'
import { later } from '../operations/receipt.ts'
import type { MessageRow } from '../tables.ts'
import { type Event, type Scene, touchOwn, whois } from './scene.ts'

/** What happens to messages that are known already. Whatever names an unknown one is dropped. */

export async function applySent(scene: Scene, { conversation, txn, keys, at }: Event<'message.sent'>): Promise<void> {
  const message = await ours(scene, conversation, txn)
  if (message) await markSent(scene.tx, message, { keys, at })
}

export async function applyFailed(scene: Scene, { conversation, txn, keys = [], error }: Event<'message.failed'>): Promise<void> {
  const message = await ours(scene, conversation, txn)
  if (!message || message.state === 'failed') return
  const wasSent = message.state === 'sent'
  // What is stored once for everybody has been seen by now.
  if (wasSent && (scene.shared || (await hasArrived(scene, message)))) return
  const { code, message: sentence, retryAfterMs } = error
  await addKeys(scene.tx, [{ conversation: message.conversation, message: message.id, keys }])
  await change(scene, message.id, { state: 'failed', error: JSON.stringify({ code, message: sentence, retryAfterMs }) })
  if (wasSent) await retreat(scene.tx, message)
  touchOwn(scene, 'message', message.id)
}

/** Somebody has said that he got it: one of his devices may have refused it all the same. */
async function hasArrived({ tx: { db } }: Scene, message: Pick<MessageRow, 'conversation' | 'at' | 'id'>): Promise<boolean> {
  const marks = await db
    .selectFrom('watermarks')
    .select(['delivered_at as at', 'delivered_id as id'])
    .where('conversation', '=', message.conversation)
    .execute()
  return marks.some((delivered) => !later(message, delivered))
}

export async function applyEdited(scene: Scene, { conversation, target, from, body, at }: Event<'message.edited'>): Promise<void> {
  const message = await named(scene, conversation, target)
  if (!message || !mayChange(scene, message, whois(scene, from)) || message.deleted === 1) return
  const { edited_at: before, text } = message
  if (before !== null && (at < before || (at === before && text === body.text))) return
  await change(scene, message.id, { text: body.text, kind: body.kind, edited_at: at })
  touch(scene, message)
}

export async function applyDeleted(scene: Scene, { conversation, target, from }: Event<'message.deleted'>): Promise<void> {
  const message = await named(scene, conversation, target)
  if (!message || !mayChange(scene, message, whois(scene, from)) || message.deleted === 1) return
  await change(scene, message.id, { text: '', quote: null, reply: null, deleted: 1 })
  await scene.tx.db.deleteFrom('reactions').where('message', '=', message.id).execute()
  touch(scene, message)
}

export async function applyReactions(scene: Scene, { conversation, target, from, emojis }: Event<'reactions'>): Promise<void> {
  const message = await named(scene, conversation, target)
  const person = whois(scene, from)
  if (!message || !person || message.deleted === 1) return
  const { db, touched } = scene.tx
  const own = db.selectFrom('reactions').select('emoji').where('message', '=', message.id).where('person', '=', person)
  const had = new Set((await own.execute()).map(({ emoji }) => emoji))
  const now = new Set(emojis)
  const dropped = [...had].filter((emoji) => !now.has(emoji))
  const added = [...now].filter((emoji) => !had.has(emoji))
  if (dropped.length + added.length === 0) return
  if (dropped.length > 0) {
    await db.deleteFrom('reactions').where('message', '=', message.id).where('person', '=', person).where('emoji', 'in', dropped).execute()
  }
  if (added.length > 0) {
    await db
      .insertInto('reactions')
      .values(added.map((emoji) => ({ message: message.id, person, emoji, at: scene.at })))
      .execute()
  }
  await change(scene, message.id, {})
  touched.message(message.conversation, message.id)
}

/** Only the author, except where the network has judged already (N7). */
function mayChange({ shared }: Scene, message: { author: PersonId }, from: PersonId | undefined): boolean {
  return from !== undefined && (shared || message.author === from)
}

/** The newest message and the number of unread ones are part of the conversation. */
function touch({ tx }: Scene, { conversation, id }: Pick<MessageRow, 'conversation' | 'id'>): void {
  tx.touched.conversation(conversation)
  tx.touched.message(conversation, id)
}

async function change({ tx: { db } }: Scene, id: MessageRow['id'], changes: Partial<MessageRow>): Promise<void> {
  await db
    .updateTable('messages')
    .set((eb) => ({ ...changes, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** A message of this account, by the transaction we sent it with (N6). */
async function ours({ tx: { db }, receiver, places }: Scene, conversation: ConversationKey, txn: string) {
  const place = places.get(conversation)
  if (!place) return undefined
  return db
    .selectFrom('messages')
    .select(['id', 'conversation', 'state', 'at'])
    .where('id', '=', txn as MessageRow['id'])
    .where('conversation', '=', place.id)
    .where('account', '=', receiver.id)
    .where('gone', '=', 0)
    .executeTakeFirst()
}

export async function named({ tx: { db }, places }: Scene, conversation: ConversationKey, key: MessageKey) {
  const place = places.get(conversation)
  if (!place) return undefined
  return db
    .selectFrom('message_keys as k')
    .innerJoin('messages as x', 'x.id', 'k.message')
    .selectAll('x')
    .where('k.conversation', '=', place.id)
    .where('k.key', '=', key)
    .where('x.gone', '=', 0)
    .executeTakeFirst()
}

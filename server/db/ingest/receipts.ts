import type { PersonId } from '../../../contract/ids.ts'
import { ahead } from '../operations/receipt.ts'
import type { Marks, MessageRow } from '../tables.ts'
import { mostWatched } from '../views/watermarks.ts'
import { named } from './amendments.ts'
import { type Event, type Scene, touchOwn, whois } from './scene.ts'

/** How far somebody has got: the receiver himself, on another device of his, or someone else, as he chose to tell. */
export async function applyReceipt(scene: Scene, { conversation, from, kind, upTo }: Event<'receipt'>): Promise<void> {
  const message = await named(scene, conversation, upTo)
  const person = whois(scene, from)
  if (!message || !person) return
  if (from === 'me') return moveOwn(scene, kind, message)
  const moved = await moveShown(scene, person, { kind, message })
  const members = scene.places.get(conversation)?.members ?? 0
  if (moved && members <= mostWatched) scene.tx.touched.conversation(message.conversation)
}

async function moveOwn(scene: Scene, kind: 'delivered' | 'read', { conversation, at, id }: MessageRow): Promise<void> {
  const { db } = scene.tx
  const { person } = scene.receiver
  const mine = await db
    .selectFrom('memberships')
    .select(['delivered_at', 'delivered_id', 'read_at', 'read_id'])
    .where('conversation', '=', conversation)
    .where('person', '=', person)
    .executeTakeFirst()
  const moved = mine && ahead(mine, kind, { at, id })
  if (!moved) return
  await db
    .updateTable('memberships')
    .set((eb) => ({ ...moved, rev: eb('rev', '+', 1) }))
    .where('conversation', '=', conversation)
    .where('person', '=', person)
    .execute()
  touchOwn(scene, 'conversation', conversation)
}

const nowhere: Marks = { delivered_at: 0, delivered_id: '', read_at: 0, read_id: '' }

interface Move {
  readonly kind: 'delivered' | 'read'
  readonly message: MessageRow
}

async function moveShown({ tx: { db } }: Scene, person: PersonId, { kind, message }: Move): Promise<boolean> {
  const { conversation, at, id } = message
  const was = await db
    .selectFrom('watermarks')
    .selectAll()
    .where('conversation', '=', conversation)
    .where('person', '=', person)
    .executeTakeFirst()
  const moved = ahead(was ?? nowhere, kind, { at, id })
  if (!moved) return false
  await db
    .insertInto('watermarks')
    .values({ ...nowhere, ...moved, conversation, person })
    .onConflict((on) => on.columns(['conversation', 'person']).doUpdateSet(moved))
    .execute()
  return true
}

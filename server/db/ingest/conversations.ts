import { v7 as uuid } from 'uuid'
import type { ConversationId, PersonId } from '../../../contract/ids.ts'
import { limits } from '../../../contract/limits.ts'
import type { ConversationKey } from '../../networks/network.ts'
import { flag, type MembershipRow } from '../tables.ts'
import { ensurePerson } from './people.ts'
import { type Event, type Place, type Scene, touchOwn } from './scene.ts'

/** What is said of a conversation; left-out fields stay as they were. */
export async function applyConversation(scene: Scene, event: Event<'conversation'>): Promise<void> {
  const other = event.person && event.kind === 'direct' ? (await ensurePerson(scene, event.person)).id : null
  const place = scene.places.get(event.key)
  if (place) await change(scene, place, event)
  else await create(scene, event.key, described(event))
  if (event.kind === 'direct') await openDirect(scene, event.key, other)
}

type Description = Pick<Place, 'kind' | 'title' | 'topic' | 'public' | 'address' | 'abilities'>

function described({ kind, address, title, topic, public: open, abilities }: Event<'conversation'>, was?: Place): Description {
  return {
    kind,
    address,
    title: title ?? was?.title ?? '',
    topic: topic ?? was?.topic ?? '',
    public: open === undefined ? (was?.public ?? 0) : flag(open),
    abilities: abilities ? JSON.stringify(abilities) : (was?.abilities ?? null),
  }
}

async function change(scene: Scene, place: Place, event: Event<'conversation'>): Promise<void> {
  const now = described(event, place)
  const changed = (Object.keys(now) as (keyof Description)[]).some((field) => now[field] !== place[field])
  if (!changed) return
  await scene.tx.db.updateTable('conversations').set(now).where('id', '=', place.id).execute()
  Object.assign(place, now)
  scene.tx.touched.conversation(place.id)
}

/** Nobody is in it yet. */
export async function create(scene: Scene, key: ConversationKey, description: Description): Promise<Place> {
  const id = uuid() as ConversationId
  await scene.tx.db
    .insertInto('conversations')
    .values({
      id,
      scope: scene.receiver.scope,
      key,
      shared: flag(scene.shared),
      ...description,
      last: null,
      last_at: 0,
      members: 0,
      own_feed: 0,
      history_cursor: null,
      history_complete: 0,
      rev: 1,
    })
    .execute()
  const place: Place = { id, ...description, members: 0, own_feed: 0, last_at: 0, standing: null }
  scene.places.set(key, place)
  return place
}

/**
 * Puts a direct chat on the receiver's list. On a shared network the other one is noted, but he does not see it before the
 * network says that he is in it.
 */
export async function openDirect(scene: Scene, key: ConversationKey, other: PersonId | null): Promise<void> {
  const place = scene.places.get(key)
  if (!place || (place.standing !== null && (scene.shared || place.standing === 'joined'))) return
  const { person, user, id: account } = scene.receiver
  const { db } = scene.tx
  if (place.standing === null) {
    const mine = { ...newcomer(scene, place.id), person, user, account, other, state: 'joined' as const }
    const theirs = other && scene.shared ? [await theirSide(scene, place.id, other)] : []
    await db
      .insertInto('memberships')
      .values([mine, ...theirs])
      .onConflict((on) => on.doNothing())
      .execute()
    await count(scene, place, scene.shared ? 1 : 2)
  } else {
    await db
      .updateTable('memberships')
      .set((eb) => ({
        state: 'joined',
        frozen: null,
        since: eb
          .case()
          .when('since', '<', scene.at)
          .then(scene.at)
          .else(eb('since', '+', 1))
          .end(),
        rev: eb('rev', '+', 1),
      }))
      .where('conversation', '=', place.id)
      .where('person', '=', person)
      .execute()
  }
  place.standing = 'joined'
  touchOwn(scene, 'conversation', place.id)
}

async function theirSide(scene: Scene, conversation: ConversationId, other: PersonId): Promise<MembershipRow> {
  const { user, account } = await behind(scene, other)
  return { ...newcomer(scene, conversation), person: other, user, account, other: scene.receiver.person, state: 'none' }
}

/** The user behind a person of a shared network, and his account there. */
export async function behind({ tx: { db }, receiver }: Scene, person: PersonId): Promise<Pick<MembershipRow, 'user' | 'account'>> {
  const row = await db
    .selectFrom('accounts')
    .select(['user', 'id as account'])
    .where('scope', '=', receiver.scope)
    .where('person', '=', person)
    .executeTakeFirst()
  return row ?? { user: null, account: null }
}

export function newcomer({ at }: Scene, conversation: ConversationId) {
  return {
    conversation,
    other: null as PersonId | null,
    role: 'member' as const,
    since: at,
    draft: '',
    muted: 0 as const,
    pinned: 0 as const,
    archived: 0 as const,
    delivered_at: 0,
    delivered_id: '',
    read_at: 0,
    read_id: '',
    frozen: null,
    rev: 1,
  }
}

/** More or fewer joined members. */
export async function count(scene: Scene, place: Place, by: number): Promise<void> {
  place.members += by
  const { db, touched } = scene.tx
  await db.updateTable('conversations').set({ members: place.members }).where('id', '=', place.id).execute()
  touched.conversation(place.id)
  if (place.own_feed === 1 || place.members <= limits.fannedOut) return
  // The last thing that goes to each member's own feed: from here on he reads the room's as well.
  const members = await db
    .selectFrom('memberships')
    .select('user')
    .where('conversation', '=', place.id)
    .where('state', '=', 'joined')
    .where('user', 'is not', null)
    .execute()
  for (const { user } of members) if (user) touched.own(user, 'conversation', place.id)
  await db.updateTable('conversations').set({ own_feed: 1 }).where('id', '=', place.id).execute()
  place.own_feed = 1
}

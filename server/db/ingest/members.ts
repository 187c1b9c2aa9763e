import type { PersonId } from '../../../contract/ids.ts'
import { frozen } from '../operations/conversations.ts'
import type { MembershipRow } from '../tables.ts'
import { behind, count, newcomer } from './conversations.ts'
import { type Event, type Place, type Scene, whois } from './scene.ts'

/** Where someone stands. Others than the receiver are kept for shared networks only: elsewhere members are asked for. */
export async function applyMember(scene: Scene, event: Event<'member'>): Promise<void> {
  const place = scene.places.get(event.conversation)
  const person = whois(scene, event.person)
  if (!place || !person || (person !== scene.receiver.person && !scene.shared)) return
  const { db, touched } = scene.tx
  const was = await db
    .selectFrom('memberships')
    .selectAll()
    .where('conversation', '=', place.id)
    .where('person', '=', person)
    .executeTakeFirst()
  if (!was && event.state === 'none') return
  const row = was ?? { ...(await firstTime(scene, place, person)), person, state: 'none' as const }
  const role = event.role ?? row.role
  const since = was ? Math.max(scene.at, was.since + 1) : scene.at
  if (was?.state === event.state && was.role === role) return
  const now: MembershipRow = {
    ...row,
    ...(await arriving(scene, place, { row, to: event.state, since })),
    state: event.state,
    role,
    rev: row.rev + 1,
  }
  if (was) await db.updateTable('memberships').set(now).where('conversation', '=', place.id).where('person', '=', person).execute()
  else await db.insertInto('memberships').values(now).execute()
  if (person === scene.receiver.person) place.standing = now.state
  if (now.user) touched.own(now.user, 'conversation', place.id)
  await recount(scene, place, { from: row.state, to: now.state })
}

async function firstTime(scene: Scene, place: Place, person: PersonId) {
  const { receiver } = scene
  const mine = person === receiver.person
  const owner = mine ? { user: receiver.user, account: receiver.id } : await behind(scene, person)
  return { ...newcomer(scene, place.id), ...owner }
}

/** Who comes into a room has read what was said before; who leaves it sees it from then on as it was. */
async function arriving({ tx: { db } }: Scene, place: Place, { row, to, since }: Step): Promise<Partial<MembershipRow>> {
  const inside = to === 'joined' || to === 'invited'
  if (row.state === to || (!inside && row.frozen)) return {}
  const now = await db
    .selectFrom('conversations')
    .select(['title', 'topic', 'public', 'address', 'members', 'rev', 'last', 'last_at'])
    .where('id', '=', place.id)
    .executeTakeFirstOrThrow()
  if (!inside) return { frozen: frozen(now) }
  if (to === 'invited') return { frozen: null }
  const back = { frozen: null, since }
  if (place.kind === 'direct' || now.last === null || row.read_at > now.last_at) return back
  return { ...back, read_at: now.last_at, read_id: now.last }
}

interface Step {
  readonly row: MembershipRow
  readonly to: MembershipRow['state']
  /** If he comes in. */
  readonly since: number
}

async function recount(scene: Scene, place: Place, { from, to }: Record<'from' | 'to', MembershipRow['state']>): Promise<void> {
  const by = Number(to === 'joined') - Number(from === 'joined')
  if (by !== 0 && scene.shared) await count(scene, place, by)
}

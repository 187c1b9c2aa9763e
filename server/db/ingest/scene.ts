import type { AccountId, PersonId, UserId } from '../../../contract/ids.ts'
import type { ConversationKey, NetworkEvent, PersonKey } from '../../networks/network.ts'
import { locked, type Tx } from '../operation.ts'
import { statement } from '../statement.ts'
import type { ConversationRow, MembershipRow, PersonRow } from '../tables.ts'

/** The account a batch is for, as it was before the batch. */
export interface Receiver {
  readonly id: AccountId
  readonly user: UserId
  readonly scope: string
  readonly network: string
  readonly epoch: number
  readonly checkpoint: string | null
  readonly person: PersonId
  readonly name: string
}

export type Place = Pick<
  ConversationRow,
  'id' | 'kind' | 'title' | 'topic' | 'public' | 'address' | 'abilities' | 'members' | 'own_feed' | 'last_at'
> & {
  /** How the receiver stands in it; null without a membership. */
  standing: MembershipRow['state'] | null
}
export type Known = Pick<PersonRow, 'id' | 'key' | 'name' | 'address' | 'avatar'>

/** What the events of one batch work on: all that they name, read at once. */
export interface Scene {
  readonly tx: Tx
  readonly receiver: Receiver
  /** Conversations, people and messages are stored once for all accounts of this network (N16). */
  readonly shared: boolean
  /** ms; when the batch came. */
  readonly at: number
  readonly places: Map<ConversationKey, Place>
  readonly people: Map<PersonKey, Known>
}

export async function openScene(
  tx: Tx,
  account: AccountId,
  { events, at }: { events: readonly NetworkEvent[]; at: number },
): Promise<Scene | null> {
  const [found] = await receiverOf(tx, { account })
  if (!found) return null
  const receiver: Receiver = { ...found, name: found.name ?? '' }
  const scene: Scene = { tx, receiver, at, shared: receiver.scope !== receiver.id, places: new Map(), people: new Map() }
  await readPlaces(
    scene,
    events.flatMap((event) => conversationIn(event) ?? []),
  )
  await readPeople(scene, events.flatMap(peopleIn))
  return scene
}

/** Stays as it is until the commit: the checkpoint and the lease are his (N9). */
const receiverOf = statement((tx: Tx, { account }: { account: AccountId }) =>
  locked(
    tx,
    tx.db
      .selectFrom('accounts')
      .select(['id', 'user', 'scope', 'network', 'epoch', 'checkpoint', 'person'])
      .select((eb) => eb.selectFrom('people').select('people.name').whereRef('people.id', '=', 'accounts.person').as('name'))
      .where('id', '=', account),
  ),
)

async function readPlaces({ tx, receiver, places }: Scene, keys: readonly ConversationKey[]): Promise<void> {
  if (keys.length === 0) return
  const found = await placesOf(tx, { person: receiver.person, scope: receiver.scope, keys: [...new Set(keys)] })
  for (const { key, ...place } of found) places.set(key, place)
}

interface Keys<Key> {
  readonly scope: string
  readonly keys: readonly Key[]
}

const placesOf = statement((tx: Tx, { person, scope, keys }: Keys<ConversationKey> & { person: PersonId }) =>
  locked(
    tx,
    tx.db
      .selectFrom('conversations as c')
      .select([
        'c.key',
        'c.id',
        'c.kind',
        'c.title',
        'c.topic',
        'c.public',
        'c.address',
        'c.abilities',
        'c.members',
        'c.own_feed',
        'c.last_at',
      ])
      .select((eb) =>
        eb
          .selectFrom('memberships as m')
          .select('m.state')
          .whereRef('m.conversation', '=', 'c.id')
          .where('m.person', '=', person)
          .as('standing'),
      )
      .where('c.scope', '=', scope)
      .where('c.key', 'in', keys)
      .orderBy('c.id'),
  ),
)

export async function readPeople({ tx, receiver, people }: Scene, keys: readonly PersonKey[]): Promise<void> {
  if (keys.length === 0) return
  const found = await peopleOf(tx, { scope: receiver.scope, keys: [...new Set(keys)] })
  for (const person of found) people.set(person.key, person)
}

const peopleOf = statement((tx: Tx, { scope, keys }: Keys<PersonKey>) =>
  tx.db.selectFrom('people').select(['id', 'key', 'name', 'address', 'avatar']).where('scope', '=', scope).where('key', 'in', keys),
)

/** Who is meant; undefined for people nobody has heard of. */
export function whois({ receiver, people }: Scene, who: PersonKey | 'me'): PersonId | undefined {
  return who === 'me' ? receiver.person : people.get(who)?.id
}

/** Tells the receiver of something that is his alone. */
export function touchOwn({ tx, receiver }: Scene, kind: 'contact' | 'conversation' | 'message', id: string): void {
  tx.touched.own(receiver.user, kind, id)
}

function conversationIn(event: NetworkEvent): ConversationKey | undefined {
  if (event.type === 'message') return event.message.conversation
  if (event.type === 'conversation') return event.key
  return 'conversation' in event ? event.conversation : undefined
}

function peopleIn(event: NetworkEvent): readonly PersonKey[] {
  switch (event.type) {
    case 'message':
      return event.message.from === 'me' ? [] : [event.message.from.key]
    case 'conversation':
    case 'contact':
    case 'person':
      return event.person ? [event.person.key] : []
    case 'contacts.complete':
      return event.people
    case 'member':
    case 'avatar':
    case 'contact.gone':
      return event.person === 'me' ? [] : [event.person]
    case 'message.edited':
    case 'message.deleted':
    case 'reactions':
    case 'receipt':
      return event.from === 'me' ? [] : [event.from]
    default:
      return []
  }
}

export type Event<Type extends NetworkEvent['type']> = Extract<NetworkEvent, { type: Type }>

import { v7 as uuid } from 'uuid'
import type { ConversationId, MessageId, PersonId } from '../../../contract/ids.ts'
import { chunks, type Tx } from '../operation.ts'
import { addKeys, type Named } from '../operations/messages/keys.ts'
import { advance, markSent } from '../operations/messages/sent.ts'
import { later } from '../operations/receipt.ts'
import { statement } from '../statement.ts'
import type { MessageRow } from '../tables.ts'
import { quoteOf } from '../views/messages.ts'
import { create, openDirect } from './conversations.ts'
import { type Lookup, lookUp } from './lookup.ts'
import { ensurePeople } from './people.ts'
import type { Event, Place, Scene } from './scene.ts'

type Incoming = Event<'message'>['message']
export interface Arrival {
  readonly message: Incoming
  readonly live: boolean
  readonly place: Place
  readonly author: PersonId
  readonly name: string
}

/** Messages that came one after the other, with a fixed number of statements for all of them. */
export async function applyMessages(scene: Scene, events: readonly Event<'message'>[]): Promise<void> {
  const arrivals = await settlePlaces(scene, events)
  if (arrivals.length === 0) return
  const known = await lookUp(scene, arrivals)
  const rows: MessageRow[] = []
  const fresh: Arrival[] = []
  const named: Named[] = []
  for (const arrival of arrivals) {
    const { message, place } = arrival
    const id = known.find(arrival)
    if (id === undefined) {
      const row = newRow(scene, arrival, known)
      rows.push(row)
      fresh.push(arrival)
      known.add(arrival, row)
      named.push({ conversation: place.id, message: row.id, keys: message.keys })
    } else if (known.isOurs(arrival)) {
      await markSent(scene.tx, { id, conversation: place.id }, { keys: message.keys, at: message.at ?? scene.at })
      known.add(arrival, { id, name: arrival.name, text: message.text })
    } else named.push({ conversation: place.id, message: id, keys: message.keys })
  }
  for (const some of chunks(rows)) await insert(scene.tx, { rows: some })
  await addKeys(scene.tx, named)
  await reopen(scene, fresh)
  await announce(scene, rows)
  if (scene.receiver.checkpoint === null && !scene.shared) await countAsRead(scene, arrivals, rows)
}

const insert = statement((tx: Tx, { rows }: { rows: readonly MessageRow[] }) => tx.db.insertInto('messages').values(rows))

/** Finds the conversation and the author of each message; a direct chat begins with its first message. Drops what belongs nowhere. */
async function settlePlaces(scene: Scene, events: readonly Event<'message'>[]): Promise<Arrival[]> {
  await ensurePeople(
    scene,
    events.flatMap(({ message: { from } }) => (from === 'me' ? [] : [from])),
  )
  const arrivals: Arrival[] = []
  for (const { message, live } of events) {
    const from = message.from === 'me' ? null : message.from
    const author = from ? scene.people.get(from.key) : { id: scene.receiver.person, name: scene.receiver.name, address: '' }
    const place = scene.places.get(message.conversation) ?? (from && (await begin(scene, message, from.address)))
    if (!place || !author) continue
    arrivals.push({ message, live, place, author: author.id, name: from?.name || author.name || author.address })
  }
  return arrivals
}

const begin = (scene: Scene, { conversation }: Incoming, address: string): Promise<Place> =>
  create(scene, conversation, { kind: 'direct', title: '', topic: '', public: 0, address, abilities: null })

function newRow(scene: Scene, arrival: Arrival, known: Lookup): MessageRow {
  const { message, place, author, name } = arrival
  const answered = message.replyTo && known.quoted(place, message.replyTo)
  const at = timeOf(arrival, scene.at)
  place.last_at = Math.max(place.last_at, at)
  return {
    id: uuid() as MessageId,
    conversation: place.id,
    author,
    name,
    at,
    kind: message.kind,
    text: message.text,
    reply: answered?.id ?? null,
    quote: answered ? quoteOf(answered) : null,
    edited_at: null,
    deleted: 0,
    state: 'sent',
    error: null,
    account: null,
    epoch: 0,
    gone: 0,
    rev: 1,
  }
}

/** Clocks of ours and of the network that are further apart than this many ms are not made up for. */
const mostApartMs = 60_000

/**
 * What happened just now stands behind what is there already: our clock, the network's, and one that counts whole seconds
 * would otherwise shuffle what came over a line that broke and was mended.
 */
function timeOf({ message, live, place }: Arrival, now: number): number {
  const at = message.at ?? now
  return live && place.last_at - at < mostApartMs ? Math.max(at, place.last_at) : at
}

/** A direct chat comes back to the list with its next message, not with one that is only repeated. */
async function reopen(scene: Scene, fresh: readonly Arrival[]): Promise<void> {
  for (const { message, place, author } of fresh) {
    if (place.kind === 'direct') await openDirect(scene, message.conversation, author === scene.receiver.person ? null : author)
  }
}

async function announce({ tx }: Scene, rows: readonly MessageRow[]): Promise<void> {
  for (const { id, conversation } of rows) {
    tx.touched.conversation(conversation)
    tx.touched.message(conversation, id)
  }
  for (const { conversation, id, at } of newestOf(rows).values()) await advance(tx, { conversation, id, at })
}

/** Caught up before there was a checkpoint: the person has seen it elsewhere, long ago (N8). */
async function countAsRead({ tx, receiver }: Scene, arrivals: readonly Arrival[], rows: readonly MessageRow[]): Promise<void> {
  const caughtUp = new Set(arrivals.filter(({ live }) => !live).map(({ place }) => place.id))
  for (const [conversation, { at, id }] of newestOf(rows)) {
    if (!caughtUp.has(conversation)) continue
    await tx.db
      .updateTable('memberships')
      .set((eb) => ({ read_at: at, read_id: id, rev: eb('rev', '+', 1) }))
      .where('conversation', '=', conversation)
      .where('person', '=', receiver.person)
      .where((eb) => eb.or([eb('read_at', '<', at), eb.and([eb('read_at', '=', at), eb('read_id', '<', id)])]))
      .execute()
  }
}

function newestOf(rows: readonly MessageRow[]): Map<ConversationId, MessageRow> {
  const newest = new Map<ConversationId, MessageRow>()
  for (const row of rows) {
    const best = newest.get(row.conversation)
    if (!best || later(row, best)) newest.set(row.conversation, row)
  }
  return newest
}

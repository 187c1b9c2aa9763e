import type { ConversationId, MessageId } from '../../../contract/ids.ts'
import type { MessageKey } from '../../networks/network.ts'
import type { Tx } from '../operation.ts'
import { statement } from '../statement.ts'
import type { Quoted } from '../views/messages.ts'
import type { Arrival } from './messages.ts'
import type { Place, Scene } from './scene.ts'

/** Which of the messages that arrive are known already, by any of their keys (N5) or as something that we sent (N6). */
export interface Lookup {
  find(arrival: Arrival): MessageId | undefined
  /** The echo of one of our own messages that was not yet known to have gone out. */
  isOurs(arrival: Arrival): boolean
  quoted(place: Place, key: MessageKey): Quoted | undefined
  /** From now on this is known, to the rest of the batch. */
  add(arrival: Arrival, message: Quoted): void
}

export async function lookUp(scene: Scene, arrivals: readonly Arrival[]): Promise<Lookup> {
  const keys = await knownKeys(scene, arrivals)
  const ours = await ownMessages(scene, arrivals)
  const quotes = await quotedMessages(
    scene,
    arrivals.flatMap(({ place, message }) => (message.replyTo && keys.get(named(place, message.replyTo))) || []),
  )
  const own = (arrival: Arrival) => {
    const { txn } = arrival.message
    const message = txn === undefined ? undefined : ours.get(txn)
    return message?.conversation === arrival.place.id && arrival.author === scene.receiver.person ? message.id : undefined
  }
  const byKey = ({ place, message }: Arrival) => message.keys.map((key) => keys.get(named(place, key))).find((id) => id !== undefined)
  return {
    find: (arrival) => byKey(arrival) ?? own(arrival),
    isOurs: (arrival) => byKey(arrival) === undefined && own(arrival) !== undefined,
    quoted: (place, key) => quotes.get(keys.get(named(place, key)) as MessageId),
    add({ place, message }, { id, name, text }) {
      for (const key of message.keys) keys.set(named(place, key), id)
      quotes.set(id, { id, name, text })
    },
  }
}

const named = (place: Pick<Place, 'id'>, key: MessageKey) => `${place.id} ${key}`

async function knownKeys({ tx }: Scene, arrivals: readonly Arrival[]): Promise<Map<string, MessageId>> {
  const wanted = new Set(arrivals.flatMap(({ message: { keys, replyTo } }) => (replyTo ? [...keys, replyTo] : keys)))
  const places = new Set(arrivals.map(({ place }) => place.id))
  const rows = await withKeys(tx, { places: [...places], wanted: [...wanted] })
  return new Map(rows.map(({ conversation, key, message }) => [named({ id: conversation }, key), message]))
}

const withKeys = statement((tx: Tx, { places, wanted }: { places: readonly ConversationId[]; wanted: readonly MessageKey[] }) =>
  tx.db
    .selectFrom('message_keys')
    .select(['conversation', 'key', 'message'])
    .where('conversation', 'in', places)
    .where('key', 'in', wanted),
)

/** A transaction id is an id that a browser minted: believed only for messages that this account sends (N6). */
async function ownMessages({ tx, receiver }: Scene, arrivals: readonly Arrival[]) {
  const txns = arrivals.flatMap(({ message: { txn, from } }) => (txn !== undefined && from === 'me' ? [txn as MessageId] : []))
  if (txns.length === 0) return new Map<string, never>()
  const rows = await tx.db
    .selectFrom('messages')
    .select(['id', 'conversation'])
    .where('id', 'in', txns)
    .where('account', '=', receiver.id)
    .execute()
  return new Map(rows.map((row) => [row.id as string, row]))
}

async function quotedMessages({ tx }: Scene, ids: readonly MessageId[]): Promise<Map<MessageId, Quoted>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db.selectFrom('messages').select(['id', 'name', 'text']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

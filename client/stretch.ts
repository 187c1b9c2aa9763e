import type { Message } from '../contract/entities.ts'
import type { MessageId } from '../contract/ids.ts'
import type { Stretch } from './client.ts'

/** Where a message stands in its conversation: by time, then by id. */
export interface Place {
  readonly at: number
  readonly id: MessageId
}

export interface Version {
  readonly rev: number
  readonly entity: Message
}

/** A stretch, with what the replica must know to keep it true. */
export interface KnownStretch extends Stretch {
  /** The oldest place a page has reached: everything from here on is kept. Null: no page yet. */
  readonly from: Place | null
  /** Versions from outside the stretch that came while a page was under way: the page may have been read before them. */
  readonly aside: Readonly<Record<MessageId, Version>>
}

export const unloaded: KnownStretch = { order: [], start: false, loading: true, failed: null, from: null, aside: {} }

export function comparePlaces(a: Place, b: Place): number {
  return a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

const isUnderWay = ({ state }: Message) => Number(state === 'queued' || state === 'sending')

/**
 * The order on screen. A message gets its time when it is sent, so what is still under way stands behind everything that is not:
 * of several written in a row the first ones would change places with the others as they are sent.
 */
export const compareShown = (a: Message, b: Message): number => isUnderWay(a) - isUnderWay(b) || comparePlaces(a, b)

export function isLoaded(stretch: KnownStretch): boolean {
  return stretch.start || stretch.from !== null
}

/** Is this a place of which the stretch knows all messages? */
export function covers(stretch: KnownStretch, place: Place): boolean {
  return stretch.start || (stretch.from !== null && comparePlaces(place, stretch.from) >= 0)
}

export function earlier(a: Place | null, b: Place): Place {
  return a && comparePlaces(a, b) < 0 ? a : { at: b.at, id: b.id }
}

/** The stretch with another order; the same one when nothing moved. */
export function reorder(stretch: KnownStretch, messages: Readonly<Record<MessageId, Message>>, added: Iterable<MessageId>): KnownStretch {
  const ids = new Set([...stretch.order, ...added])
  const shown = [...ids].map((id) => messages[id]).filter((message) => message !== undefined)
  const order = shown.sort(compareShown).map(({ id }) => id)
  const same = order.length === stretch.order.length && order.every((id, index) => id === stretch.order[index])
  return same ? stretch : { ...stretch, order }
}

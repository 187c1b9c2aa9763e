import type { Account, Batch, Hint, NetworkEvent, Person, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import type { HouseBook, HousePerson, HouseRoom, Relation } from './book.ts'
import { type GuestAction, guestMay } from './rules.ts'
import type { Switchboard } from './switchboard.ts'
import type { Turns } from './turns.ts'

/** What all sessions of the house have in common. */
export interface House {
  readonly book: HouseBook
  /** Stores a batch for another person's account, whether or not he is here. */
  deliver(person: PersonKey, batch: Batch): Promise<void>
  /** ms since 1970 */
  now(): number
  readonly board: Switchboard
  /** Keeps two people from changing the same thing at once: a pair's lists, a room's members. */
  readonly turns: Turns
}

/** One session's place in the house. */
export interface Seat {
  readonly house: House
  readonly account: Account
  readonly me: PersonKey
}

const batchSize = 50

/** Stores events for this account, in as many batches as the contract asks for. */
export async function record(seat: Seat, events: readonly NetworkEvent[]): Promise<void> {
  for (let from = 0; from < events.length; from += batchSize) await seat.account.emit({ events: events.slice(from, from + batchSize) })
}

/** To everyone who is in the room at the moment. */
export function hintRoom(seat: Seat, room: Pick<HouseRoom, 'members'>, hint: Hint): void {
  const inside = room.members.filter((member) => member.state === 'joined')
  seat.house.board.hint(
    inside.map((member) => member.person),
    hint,
  )
}

/** Refuses what guests may not do. */
export async function allowGuest(seat: Seat, action: GuestAction, sentence: string): Promise<void> {
  if (guestMay[action]) return
  const me = await seat.house.book.person({ key: seat.me })
  if (me === null || me.guest) throw new NetworkError('forbidden', sentence)
}

export async function known(seat: Seat, key: PersonKey): Promise<HousePerson> {
  const person = await seat.house.book.person({ key })
  if (person === null) throw new NetworkError('not-found', 'This person is no longer here.')
  return person
}

/** Both people's entries for each other. */
export async function relations(seat: Seat, other: PersonKey): Promise<{ mine: Relation | null; theirs: Relation | null }> {
  const [mine, theirs] = await Promise.all([
    seat.house.book.relation({ person: seat.me, other }),
    seat.house.book.relation({ person: other, other: seat.me }),
  ])
  return { mine, theirs }
}

export function asPerson(person: Pick<HousePerson, 'key' | 'name' | 'address'>): Person {
  return { key: person.key, name: person.name, address: person.address }
}

/** One turn per pair, whichever of the two asks for it. */
export function pairOf(one: PersonKey, other: PersonKey): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

import type { ConversationKey, NetworkEvent, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import type { HousePerson } from './book.ts'
import { directKey, readAddress } from './keys.ts'
import { allowGuest, asPerson, known, record, relations, type Seat } from './seat.ts'

/** Opens the chat on this side only: the other one sees it when something is said in it. */
export async function converse(seat: Seat, typed: string): Promise<ConversationKey> {
  const other = await personAt(seat, typed)
  const conversation = directKey(seat.me, other.key)
  const [{ mine, theirs }, standing] = await Promise.all([
    relations(seat, other.key),
    seat.house.book.member({ key: conversation, person: seat.me }),
  ])
  if (mine?.blocked) throw new NetworkError('forbidden', `You have blocked ${other.name}.`)
  if (standing?.state === 'joined') return conversation
  const stranger = mine === null && theirs === null && standing === null
  if (stranger) await allowGuest(seat, 'writeToStrangers', 'Guests can write to people who have let them in through an invite link.')
  await record(seat, opening(conversation, other))
  return conversation
}

/** Each side gets a chat of its own, with the other one in it. */
export function opening(conversation: ConversationKey, other: HousePerson): readonly NetworkEvent[] {
  return [
    { type: 'conversation', key: conversation, kind: 'direct', address: other.address, person: asPerson(other) },
    { type: 'member', conversation, person: 'me', state: 'joined' },
  ]
}

/** Opens the chat on the other side. */
export async function openFor(seat: Seat, conversation: ConversationKey, other: PersonKey): Promise<void> {
  await seat.house.deliver(other, { events: opening(conversation, await known(seat, seat.me)) })
}

export async function personAt(seat: Seat, typed: string): Promise<HousePerson> {
  const address = readAddress(typed)
  if (address?.kind !== 'person') throw new NetworkError('invalid', 'This is not the name of a person here.')
  const other = await seat.house.book.byAddress({ address: address.text })
  if (other === null) throw new NetworkError('not-found', `There is nobody called ${address.text} here.`)
  if (other.key === seat.me) throw new NetworkError('invalid', 'That is you.')
  return other
}

/**
 * Lets a message into a direct chat. The first one brings the other person in, known or not. Whoever has blocked the sender
 * stays out of the chat, and the sender is not told.
 */
export async function admit(seat: Seat, conversation: ConversationKey, other: PersonKey): Promise<void> {
  const { book } = seat.house
  const [standing, othersStanding, { mine, theirs }] = await Promise.all([
    book.member({ key: conversation, person: seat.me }),
    book.member({ key: conversation, person: other }),
    relations(seat, other),
    known(seat, other),
  ])
  if (standing?.state !== 'joined') throw new NetworkError('forbidden', 'You are not in this conversation.')
  if (mine?.blocked) throw new NetworkError('forbidden', 'You have blocked this person. Unblock them to write.')
  if (othersStanding?.state !== 'joined' && !theirs?.blocked) await openFor(seat, conversation, other)
}

/** Blocking takes the one who blocks out of the direct chat, unblocking brings him back, if there ever was one. */
export async function part(seat: Seat, other: PersonKey, blocked: boolean): Promise<readonly NetworkEvent[]> {
  const conversation = directKey(seat.me, other)
  const standing = await seat.house.book.member({ key: conversation, person: seat.me })
  if (standing === null) return []
  return [{ type: 'member', conversation, person: 'me', state: blocked ? 'left' : 'joined' }]
}

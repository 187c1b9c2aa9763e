import type { ConversationKey, NetworkEvent, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import type { HouseRoom } from './book.ts'
import { memberOf, realRoom, roomOf } from './inside.ts'
import { readAddress } from './keys.ts'
import { entry, heir, may, roleOnEntry } from './rules.ts'
import { hintRoom, known, record, type Seat } from './seat.ts'

export async function join(seat: Seat, typed: string): Promise<ConversationKey> {
  const address = readAddress(typed)
  if (address?.kind !== 'room') throw new NetworkError('invalid', 'A room is written like #garden.')
  const found = await seat.house.book.byRoomAddress({ address: address.text })
  const none = new NetworkError('not-found', `There is no room ${address.text} here.`)
  if (found === null) throw none
  await seat.house.turns(found.key, async () => {
    const room = await realRoom(seat, found.key)
    if (room === null) throw none
    const how = entry(room, memberOf(room, seat.me)?.state ?? null)
    if (how === 'hidden') throw none
    await walkIn(seat, room, how)
  })
  return found.key
}

/** Through the door that `entry` has found open. */
export async function walkIn(seat: Seat, room: HouseRoom, how: 'enter' | 'inside' | 'banned'): Promise<void> {
  if (how === 'banned') throw new NetworkError('forbidden', 'You have been banned from this room.')
  if (how === 'inside') return
  const { key, address, title, topic } = room
  await record(seat, [
    { type: 'conversation', key, kind: 'room', address, title, topic, public: room.public },
    { type: 'member', conversation: key, person: 'me', state: 'joined', role: roleOnEntry(room.members) },
  ])
  hintRoom(seat, room, { type: 'members', conversation: key })
}

/** A room is never left without an owner as long as somebody is in it. */
export async function leave(seat: Seat, key: ConversationKey): Promise<void> {
  await seat.house.turns(key, async () => {
    const room = await realRoom(seat, key)
    const me = memberOf(room, seat.me)
    if (room === null || (me?.state !== 'joined' && me?.state !== 'invited')) {
      throw new NetworkError('not-found', 'You are not in this room.')
    }
    const next = me.state === 'joined' ? heir(room.members, seat.me) : null
    const events: NetworkEvent[] = [{ type: 'member', conversation: key, person: 'me', state: 'left', role: 'member' }]
    if (next) events.unshift({ type: 'member', conversation: key, person: next.person, state: 'joined', role: 'owner' })
    await record(seat, events)
    hintRoom(seat, room, { type: 'members', conversation: key })
  })
}

export async function invite(seat: Seat, key: ConversationKey, person: PersonKey): Promise<void> {
  const guest = await known(seat, person)
  await seat.house.turns(key, async () => {
    const { room, me } = await roomOf(seat, key)
    if (!may('invite', me)) throw new NetworkError('forbidden', 'You may not invite people into this room.')
    const state = memberOf(room, person)?.state
    if (state === 'banned') throw new NetworkError('conflict', `${guest.name} is banned from this room.`)
    if (state === 'joined' || state === 'invited') return
    const [welcome] = await welcomes(seat, [person])
    if (welcome) await record(seat, [{ type: 'member', conversation: key, person, state: 'invited', role: 'member' }])
  })
}

/** Those of these people who would hear of an invitation of mine: the others have blocked me, and I am not told. */
export async function welcomes(seat: Seat, people: readonly PersonKey[]): Promise<readonly PersonKey[]> {
  const heard = await Promise.all(
    [...new Set(people)].map(async (person) => {
      if (person === seat.me) return []
      const [there, relation] = await Promise.all([
        seat.house.book.person({ key: person }),
        seat.house.book.relation({ person, other: seat.me }),
      ])
      return there === null || relation?.blocked ? [] : [person]
    }),
  )
  return heard.flat()
}

export async function answerInvite(seat: Seat, key: ConversationKey, accept: boolean): Promise<void> {
  await seat.house.turns(key, async () => {
    const room = await realRoom(seat, key)
    if (room === null || memberOf(room, seat.me)?.state !== 'invited') throw new NetworkError('not-found', 'This invitation is gone.')
    if (accept) await walkIn(seat, room, 'enter')
    else await record(seat, [{ type: 'member', conversation: key, person: 'me', state: 'none' }])
  })
}

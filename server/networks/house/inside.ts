import type { ConversationKey, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import type { HouseMember, HouseRoom } from './book.ts'
import { may, type RoomAction } from './rules.ts'
import type { Seat } from './seat.ts'

/** A room seen by someone who is in it; for everybody else it does not exist. */
export async function roomOf(seat: Seat, key: ConversationKey): Promise<{ room: HouseRoom; me: HouseMember }> {
  const room = await realRoom(seat, key)
  const me = memberOf(room, seat.me)
  if (room === null || me?.state !== 'joined') throw new NetworkError('not-found', 'You are not in this room.')
  return { room, me }
}

/** The same, for someone who may do this there. */
export async function roomToManage(seat: Seat, key: ConversationKey, action: RoomAction): Promise<{ room: HouseRoom; me: HouseMember }> {
  const found = await roomOf(seat, key)
  if (!may(action, found.me)) throw new NetworkError('forbidden', 'Only owners and admins of the room may do that.')
  return found
}

/** Direct chats are not rooms. */
export async function realRoom(seat: Seat, key: ConversationKey): Promise<HouseRoom | null> {
  const room = await seat.house.book.room({ key })
  return room?.kind === 'room' ? room : null
}

export function memberOf(room: HouseRoom | null, person: PersonKey): HouseMember | undefined {
  return room?.members.find((member) => member.person === person)
}

import { randomInt } from 'node:crypto'
import type { ConversationKey, NetworkEvent, Rooms } from '../network.ts'
import { roomToManage } from './inside.ts'
import { newRoomKey, roomAddress } from './keys.ts'
import { welcomes } from './membership.ts'
import { allowGuest, hintRoom, record, type Seat } from './seat.ts'

type NewRoom = Parameters<NonNullable<Rooms['create']>>[0]
type Change = Parameters<NonNullable<Rooms['update']>>[1]

const notForGuests = 'Guests cannot make public rooms. Make a private one, or choose a login first.'

export async function createRoom(seat: Seat, room: NewRoom): Promise<ConversationKey> {
  await allowGuest(seat, room.public ? 'makePublicRooms' : 'makePrivateRooms', notForGuests)
  const key = newRoomKey()
  const invited = await welcomes(seat, room.people)
  // Two rooms of one name made at once must not get the same address.
  await seat.house.turns('room addresses', async () => {
    const address = await freeAddress(seat, room)
    const events: readonly NetworkEvent[] = [
      { type: 'conversation', key, kind: 'room', address, title: room.name, topic: room.topic, public: room.public },
      { type: 'member', conversation: key, person: 'me', state: 'joined', role: 'owner' },
      ...invited.map((person) => ({ type: 'member', conversation: key, person, state: 'invited', role: 'member' }) as const),
    ]
    await record(seat, events)
  })
  return key
}

/** Private rooms get a random ending from the start: a free or taken address must not tell that there is one. */
async function freeAddress(seat: Seat, room: NewRoom): Promise<string> {
  let address = roomAddress(room.name, room.public ? '' : ending())
  while (await seat.house.book.byRoomAddress({ address })) address = roomAddress(room.name, ending())
  return address
}

function ending(): string {
  return randomInt(36 ** 6)
    .toString(36)
    .padStart(6, '0')
}

/** The address stays: links and bookmarks lead there. */
export async function updateRoom(seat: Seat, key: ConversationKey, change: Change): Promise<void> {
  if (change.public) await allowGuest(seat, 'makePublicRooms', notForGuests)
  await seat.house.turns(key, async () => {
    const { room } = await roomToManage(seat, key, 'update')
    await record(seat, [{ type: 'conversation', key, kind: 'room', address: room.address, ...change }])
    hintRoom(seat, room, { type: 'members', conversation: key })
  })
}

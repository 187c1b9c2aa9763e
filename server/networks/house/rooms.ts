import type { ConversationKey, Cursor, Rooms } from '../network.ts'
import { roomOf } from './inside.ts'
import { createRoom, updateRoom } from './making.ts'
import { answerInvite, invite, join, leave } from './membership.ts'
import { ban, giveRole, kick } from './moderation.ts'
import { may } from './rules.ts'
import type { Seat } from './seat.ts'

const listingSize = 50

export function rooms(seat: Seat): Required<Rooms> {
  return {
    list: (search, after) => list(seat, search, after),
    create: (room) => createRoom(seat, room),
    update: (room, change) => updateRoom(seat, room, change),
    join: (address) => join(seat, address),
    leave: (room) => leave(seat, room),
    invite: (room, person) => invite(seat, room, person),
    answer: (room, accept) => answerInvite(seat, room, accept),
    members: (room) => members(seat, room),
    role: (room, person, role) => giveRole(seat, { room, person }, role),
    kick: (room, person) => kick(seat, { room, person }),
    ban: (room, person, on) => ban(seat, { room, person }, on),
  }
}

async function list(seat: Seat, search: string, after?: Cursor) {
  const found = await seat.house.book.rooms({ search: search.trim(), after: after ?? null, most: listingSize })
  const next = found.length === listingSize ? found.at(-1)?.address : undefined
  return {
    rooms: found.map(({ address, name, topic, people }) => ({ address, name, topic, people })),
    ...(next !== undefined && { next: next as Cursor }),
  }
}

async function members(seat: Seat, key: ConversationKey) {
  const { room, me } = await roomOf(seat, key)
  const seesBanned = may('unban', me)
  return room.members
    .filter(({ state }) => state === 'joined' || (state === 'banned' && seesBanned))
    .map(({ person, name, address, role, state }) => ({ key: person, name, address, role, banned: state === 'banned' }))
}

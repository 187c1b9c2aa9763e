import { Refused } from '../../../contract/errors.ts'
import type { AccountId, ContactId } from '../../../contract/ids.ts'
import type { Cursor, PersonKey } from '../../networks/network.ts'
import { moderationCommands } from './moderation.ts'
import type { Caller, Handlers, Parts, Topic } from './parts.ts'
import { facet, needAbility, reachAccount, reachRoom, readAddress, roomsOf } from './reach.ts'

export const roomCommands: Topic<'room'> = (parts) => ({
  ...findingCommands(parts),
  ...belongingCommands(parts),
  ...moderationCommands(parts),
})

const findingCommands = (parts: Parts): Pick<Handlers, 'room.list' | 'room.join' | 'room.create'> => ({
  'room.list': async (caller, { account, search, after }) => {
    const { network, rooms } = await reachRooms(parts, caller, account)
    needAbility({ network }, 'roomList')
    const found = await facet(rooms.list, network).call(rooms, search, after as Cursor | undefined)
    return { rooms: [...found.rooms], next: found.next ?? null }
  },
  'room.join': async (caller, { account, address, password }) => {
    const { network, rooms } = await reachRooms(parts, caller, account)
    const key = await rooms.join(readAddress(network, address, 'room'), password)
    return { conversation: await parts.store.conversations.byKey({ account, key }) }
  },
  'room.create': async (caller, { account, name, public: open, topic = '', contacts }) => {
    const { network, rooms } = await reachRooms(parts, caller, account)
    needAbility({ network }, 'roomCreate')
    const people = await keysOf(parts, caller, { account, contacts })
    const key = await facet(rooms.create, network).call(rooms, { name, topic, public: open, people })
    return { conversation: await parts.store.conversations.byKey({ account, key }) }
  },
})

const belongingCommands = (parts: Parts): Pick<Handlers, 'room.leave' | 'room.answer' | 'room.invite' | 'room.members'> => ({
  'room.leave': async (caller, { conversation }) => {
    const room = await reachRoom(parts, caller, conversation)
    if (room.state === 'joined' || room.state === 'invited') await (await roomsOf(parts, caller, room)).leave(room.key)
    else await parts.store.conversations.forget({ user: caller.user, conversation })
    return null
  },
  'room.answer': async (caller, { conversation, accept }) => {
    const room = await reachRoom(parts, caller, conversation)
    if (room.state !== 'invited') throw new Refused('conflict', 'There is no open invitation to this room.')
    const rooms = await roomsOf(parts, caller, room)
    await facet(rooms.answer, room.network).call(rooms, room.key, accept)
    return null
  },
  'room.invite': async (caller, { conversation, contact }) => {
    const room = await reachRoom(parts, caller, conversation)
    needAbility(room, 'invites')
    const [person] = await keysOf(parts, caller, { account: room.account, contacts: [contact] })
    const rooms = await roomsOf(parts, caller, room)
    await facet(rooms.invite, room.network).call(rooms, room.key, person as PersonKey)
    return null
  },
  'room.members': async (caller, { conversation }) => {
    const room = await reachRoom(parts, caller, conversation)
    const members = await (await roomsOf(parts, caller, room)).members(room.key)
    const people = await parts.store.conversations.people({ account: room.account, people: members })
    return members.flatMap(({ name, address, role, banned }, index) => {
      const person = people[index]
      return person ? [{ person: person.id, avatar: person.avatar, name, address, role, banned }] : []
    })
  },
})

async function reachRooms(parts: Parts, caller: Caller, account: AccountId) {
  const { network } = await reachAccount(parts, caller, account)
  return { network, rooms: await roomsOf(parts, caller, { account, network }) }
}

async function keysOf({ store }: Parts, { user }: Caller, { account, contacts }: { account: AccountId; contacts: readonly ContactId[] }) {
  const found = await Promise.all(contacts.map((contact) => store.conversations.contact({ user, contact })))
  if (found.some((contact) => contact.account !== account)) throw new Refused('invalid', 'These people are not on the room’s network.')
  return found.map(({ key }) => key)
}

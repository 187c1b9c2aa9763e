import type { ConversationId, PersonId } from '../../../contract/ids.ts'
import { demand } from '../policy.ts'
import type { Caller, Handlers, Parts } from './parts.ts'
import { facet, needAbility, reachRoom, roomsOf } from './reach.ts'

type Moderation = Pick<Handlers, 'room.update' | 'room.role' | 'room.kick' | 'room.ban'>

export const moderationCommands = (parts: Parts): Moderation => ({
  'room.update': async (caller, { conversation, ...change }) => {
    const room = await reachRoom(parts, caller, conversation)
    const rooms = await roomsOf(parts, caller, room)
    await facet(rooms.update, room.network).call(rooms, room.key, change)
    return null
  },
  'room.role': async (caller, { conversation, person, role }) => {
    const { rooms, room, key } = await reachMember(parts, caller, { conversation, person })
    await facet(rooms.role, room.network).call(rooms, room.key, key, role)
    return null
  },
  'room.kick': async (caller, { conversation, person }) => {
    const { rooms, room, key } = await reachMember(parts, caller, { conversation, person })
    await facet(rooms.kick, room.network).call(rooms, room.key, key)
    return null
  },
  'room.ban': async (caller, { conversation, person, on }) => {
    const { rooms, room, key } = await reachMember(parts, caller, { conversation, person })
    await facet(rooms.ban, room.network).call(rooms, room.key, key, on)
    return null
  },
})

interface Whom {
  readonly conversation: ConversationId
  readonly person: PersonId
}

async function reachMember(parts: Parts, caller: Caller, { conversation, person }: Whom) {
  const room = await reachRoom(parts, caller, conversation)
  needAbility(room, 'moderation')
  demand(await parts.store.users.get({ user: caller.user }), 'room.moderate', room)
  const { key } = await parts.store.conversations.person({ user: caller.user, account: room.account, person })
  return { room, key, rooms: await roomsOf(parts, caller, room) }
}

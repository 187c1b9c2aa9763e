import type { Role } from '../../../contract/entities.ts'
import type { ConversationKey, NetworkEvent, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import type { HouseMember } from './book.ts'
import { memberOf, roomOf } from './inside.ts'
import { may, mayGiveRole, ownedWithout, type RoomAction } from './rules.ts'
import { hintRoom, record, type Seat } from './seat.ts'

interface Subject {
  readonly room: ConversationKey
  readonly person: PersonKey
}

export async function kick(seat: Seat, subject: Subject): Promise<void> {
  await act(seat, subject, (me, them) => {
    allow('kick', me, them)
    if (them.state === 'joined' || them.state === 'invited') return [standing(subject, 'removed')]
    throw new NetworkError('not-found', 'This person is not in the room.')
  })
}

export async function ban(seat: Seat, subject: Subject, on: boolean): Promise<void> {
  await act(seat, subject, (me, them) => {
    allow(on ? 'ban' : 'unban', me, them)
    if ((them.state === 'banned') === on) return []
    return [standing(subject, on ? 'banned' : 'left')]
  })
}

export async function giveRole(seat: Seat, subject: Subject, role: Role): Promise<void> {
  await act(seat, subject, (me, them, members) => {
    if (them.state !== 'joined') throw new NetworkError('not-found', 'This person is not in the room.')
    if (!mayGiveRole(me, them, role)) throw new NetworkError('forbidden', 'Your role in this room does not allow that.')
    if (them.role === 'owner' && role !== 'owner' && !ownedWithout(members, subject.person)) {
      throw new NetworkError('conflict', 'A room needs an owner. Make somebody else owner first.')
    }
    return [{ type: 'member', conversation: subject.room, person: subject.person, state: 'joined', role }]
  })
}

type Decision = (me: HouseMember, them: HouseMember, members: readonly HouseMember[]) => readonly NetworkEvent[]

async function act(seat: Seat, { room: key, person }: Subject, decide: Decision): Promise<void> {
  await seat.house.turns(key, async () => {
    const { room, me } = await roomOf(seat, key)
    const them = memberOf(room, person)
    if (them === undefined) throw new NetworkError('not-found', 'This person is not in the room.')
    const events = decide(me, them, room.members)
    if (events.length === 0) return
    await record(seat, events)
    hintRoom(seat, room, { type: 'members', conversation: key })
  })
}

function allow(action: RoomAction, me: HouseMember, them: HouseMember): void {
  if (!may(action, me, them)) throw new NetworkError('forbidden', 'Your role in this room does not allow that.')
}

function standing({ room, person }: Subject, state: 'removed' | 'banned' | 'left'): NetworkEvent {
  return { type: 'member', conversation: room, person, state, role: 'member' }
}

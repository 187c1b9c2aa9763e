import type { Conversation, Role } from '../../../contract/entities.ts'
import type { PersonKey } from '../network.ts'
import type { HouseMember } from './book.ts'

/** Who may do what in the house. Pure, so that every row can be tested. */

export type RoomAction = 'write' | 'invite' | 'update' | 'kick' | 'ban' | 'unban'
export type Standing = Pick<HouseMember, 'state' | 'role'>

const rank: Record<Role, number> = { member: 0, voice: 1, admin: 2, owner: 3 }
const needed: Record<RoomAction, Role> = { write: 'member', invite: 'member', update: 'admin', kick: 'admin', ban: 'admin', unban: 'admin' }

/** `against`: whom it is done to. Nobody acts against someone of his own rank or above. */
export function may(action: RoomAction, actor: Standing, against?: { readonly role: Role }): boolean {
  if (actor.state !== 'joined' || rank[actor.role] < rank[needed[action]]) return false
  return against === undefined || action === 'unban' || rank[actor.role] > rank[against.role]
}

/** Owners give every role, their own included; admins give voice to those below them and take it. */
export function mayGiveRole(actor: Standing, to: { readonly role: Role }, role: Role): boolean {
  if (actor.state !== 'joined') return false
  if (actor.role === 'owner') return true
  return actor.role === 'admin' && rank[to.role] < rank.admin && rank[role] < rank.admin
}

/** Whether someone comes into a room by its address. `hidden`: it must look as if there were no such room. */
export function entry(room: { readonly public: boolean }, state: Conversation['state'] | null): 'enter' | 'inside' | 'banned' | 'hidden' {
  if (state === 'joined') return 'inside'
  if (state === 'banned') return 'banned'
  return room.public || state === 'invited' ? 'enter' : 'hidden'
}

/** Whether a room has an owner when this one no longer counts. */
export function ownedWithout(members: readonly HouseMember[], person: PersonKey): boolean {
  return members.some((member) => member.state === 'joined' && member.role === 'owner' && member.person !== person)
}

/** Who becomes owner when `leaving` goes: the admin who came first, else whoever did; null when there is no need or nobody. */
export function heir(members: readonly HouseMember[], leaving: PersonKey): HouseMember | null {
  if (ownedWithout(members, leaving)) return null
  const staying = members.filter((member) => member.state === 'joined' && member.person !== leaving)
  return staying.find((member) => member.role === 'admin') ?? staying[0] ?? null
}

/** A room that everybody has left belongs to whoever comes next. */
export function roleOnEntry(members: readonly HouseMember[]): Role {
  return members.some((member) => member.state === 'joined') ? 'member' : 'owner'
}

/** A guest has come through a link and talks to those who let him in; what reaches strangers is for people with a login. */
export const guestMay = {
  findPeople: false,
  addContacts: false,
  writeToStrangers: false,
  makePublicRooms: false,
  makePrivateRooms: true,
  joinPublicRooms: true,
  invite: true,
} as const
export type GuestAction = keyof typeof guestMay

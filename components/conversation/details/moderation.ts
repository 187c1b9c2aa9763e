import type { Member, Role } from '../../../contract/entities.ts'

/** What one may do to a member of a room; the server decides again. */
export interface Moderation {
  readonly roles: readonly Role[]
  readonly kick: boolean
  readonly ban: boolean
  readonly unban: boolean
}

const rank: Record<Role, number> = { owner: 3, admin: 2, voice: 1, member: 1 }
const nothing: Moderation = { roles: [], kick: false, ban: false, unban: false }

/** Only over those below one, and never over oneself; an owner may also do it to other owners. */
export function moderationOf(member: Member, own: { readonly role: Role; readonly self: boolean }): Moderation {
  const over = own.role === 'owner' || rank[own.role] > rank[member.role]
  if (own.self || rank[own.role] < rank.admin || !over) return nothing
  if (member.banned) return { ...nothing, unban: true }
  const givable: Role[] = own.role === 'owner' ? ['owner', 'admin', 'member'] : ['member']
  return {
    roles: givable.filter((role) => role !== member.role && !(role === 'member' && member.role === 'voice')),
    kick: true,
    ban: true,
    unban: false,
  }
}

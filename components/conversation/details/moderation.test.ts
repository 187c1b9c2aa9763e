import { expect, test } from 'vitest'
import type { Member, Role } from '../../../contract/entities.ts'
import { moderationOf } from './moderation.ts'

const member = (role: Role, banned = false) => ({ role, banned }) as Member
const by = (role: Role, self = false) => ({ role, self })

test('members and those above have nothing to fear from a member', () => {
  for (const role of ['owner', 'admin', 'member'] as const) expect(moderationOf(member(role), by('member')).kick).toBe(false)
})

test('an admin rules over members, not over admins and owners', () => {
  expect(moderationOf(member('member'), by('admin'))).toMatchObject({ kick: true, ban: true, roles: [] })
  expect(moderationOf(member('admin'), by('admin')).kick).toBe(false)
  expect(moderationOf(member('owner'), by('admin')).kick).toBe(false)
})

test('an owner gives every role but the one somebody has', () => {
  expect(moderationOf(member('admin'), by('owner')).roles).toEqual(['owner', 'member'])
})

test('nobody rules over himself', () => expect(moderationOf(member('owner'), by('owner', true)).kick).toBe(false))

test('for a banned one there is only the way back', () => {
  expect(moderationOf(member('member', true), by('owner'))).toEqual({ roles: [], kick: false, ban: false, unban: true })
})

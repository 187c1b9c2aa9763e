import { expect, test } from 'vitest'
import type { HouseMember } from './book.ts'
import { entry, heir, may, mayGiveRole, type RoomAction, roleOnEntry } from './rules.ts'

const at = (role: HouseMember['role'], state: HouseMember['state'] = 'joined') => ({ role, state })
const member = (person: string, role: HouseMember['role'], state: HouseMember['state'] = 'joined') =>
  ({ person, name: person, address: person, role, state }) as HouseMember

test.each<[RoomAction, HouseMember['role'], HouseMember['role'] | undefined, boolean]>([
  ['write', 'member', undefined, true],
  ['invite', 'member', undefined, true],
  ['update', 'voice', undefined, false],
  ['update', 'admin', undefined, true],
  ['kick', 'member', 'member', false],
  ['kick', 'admin', 'member', true],
  ['kick', 'admin', 'voice', true],
  ['kick', 'admin', 'admin', false],
  ['kick', 'admin', 'owner', false],
  ['kick', 'owner', 'admin', true],
  ['kick', 'owner', 'owner', false],
  ['ban', 'admin', 'member', true],
  ['ban', 'voice', 'member', false],
  ['unban', 'admin', 'admin', true],
  ['unban', 'member', 'member', false],
])('may %s: %s against %s is %s', (action, actor, against, allowed) => {
  expect(may(action, at(actor), against && { role: against })).toBe(allowed)
})

test.each(['invited', 'left', 'removed', 'banned'] as const)('an owner who is %s may do nothing', (state) => {
  for (const action of ['write', 'invite', 'update', 'kick', 'ban', 'unban'] as const) expect(may(action, at('owner', state))).toBe(false)
  expect(mayGiveRole(at('owner', state), { role: 'member' }, 'voice')).toBe(false)
})

test.each([
  ['owner', 'member', 'owner', true],
  ['owner', 'owner', 'member', true],
  ['admin', 'member', 'voice', true],
  ['admin', 'voice', 'member', true],
  ['admin', 'member', 'admin', false],
  ['admin', 'admin', 'member', false],
  ['admin', 'owner', 'member', false],
  ['voice', 'member', 'voice', false],
  ['member', 'member', 'owner', false],
] as const)('giving a role: %s makes a %s into %s: %s', (actor, to, role, allowed) => {
  expect(mayGiveRole(at(actor), { role: to }, role)).toBe(allowed)
})

test.each([
  [true, null, 'enter'],
  [true, 'left', 'enter'],
  [true, 'removed', 'enter'],
  [true, 'joined', 'inside'],
  [true, 'banned', 'banned'],
  [false, null, 'hidden'],
  [false, 'left', 'hidden'],
  [false, 'removed', 'hidden'],
  [false, 'invited', 'enter'],
  [false, 'joined', 'inside'],
] as const)('entry: public %s, standing %s: %s', (open, state, how) => {
  expect(entry({ public: open }, state)).toBe(how)
})

test.each([
  {
    who: 'the admin who came first',
    members: [member('a', 'owner'), member('b', 'member'), member('c', 'admin'), member('d', 'admin')],
    next: 'c',
  },
  { who: 'the member who came first', members: [member('a', 'owner'), member('b', 'member', 'left'), member('c', 'member')], next: 'c' },
  { who: 'nobody while there is another owner', members: [member('a', 'owner'), member('b', 'owner')], next: undefined },
  { who: 'nobody when nobody is left', members: [member('a', 'owner'), member('b', 'admin', 'banned')], next: undefined },
])('heir: $who', ({ members, next }) => {
  expect(heir(members, 'a' as HouseMember['person'])?.person).toBe(next)
})

test('an empty room is given to whoever comes', () => {
  expect(roleOnEntry([member('a', 'owner', 'left')])).toBe('owner')
  expect(roleOnEntry([member('a', 'owner')])).toBe('member')
})

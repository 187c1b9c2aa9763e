import type { Settings } from '../../../../contract/entities.ts'
import type { AccountId, UserId } from '../../../../contract/ids.ts'

/** The same on every server, so that a restart finds the helper again. */
export const helperId = '00000000-0000-7000-8000-706172c6e790' as UserId

/** What whoever starts the server adds to its users, if `helperId` is not there yet. It has no password: nobody can sign in as it. */
export function helperUser({ settings, at }: { settings: Settings; at: number }) {
  return {
    id: helperId,
    login: 'parley',
    name: 'Parley',
    passwordHash: null,
    admin: false,
    settings,
    home: { account: '00000000-0000-7000-8000-706172c6e791' as AccountId, network: 'house', address: 'parley' },
    at,
  }
}

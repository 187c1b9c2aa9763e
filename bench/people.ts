import { v7 as uuid } from 'uuid'
import type { AccountId, UserId } from '../contract/ids.ts'
import { firstSettings } from '../server/core/people/register.ts'
import type { NewUser } from '../server/db/store.ts'

/** A user as signing up makes one, but without a password: nobody signs in here. */
export function newUser(login: string): NewUser {
  const home = { account: uuid() as AccountId, network: 'house', address: login }
  return { id: uuid() as UserId, login, name: login, passwordHash: null, admin: false, settings: firstSettings, home, at: Date.now() }
}

import { randomBytes, randomInt } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import type { Settings } from '../../../contract/entities.ts'
import { Refused } from '../../../contract/errors.ts'
import { AccountId, UserId } from '../../../contract/ids.ts'
import type { NewUser } from '../../db/store.ts'

export const firstSettings: Settings = {
  theme: 'system',
  language: 'system',
  sendReceipts: true,
  sendTyping: true,
  sound: true,
  desktop: false,
  enterSends: true,
}

const guestMark = 'guest-'

/** Guests live in an id space of their own: nobody may choose a login that looks like a guest's address. */
export function refuseReserved(login: string): void {
  if (login.startsWith(guestMark)) throw new Refused('conflict', 'This name is taken. Please choose another one.')
}

interface Registration {
  readonly login: string
  readonly name: string
  readonly passwordHash: string
  readonly admin: boolean
  /** The id of the home network. */
  readonly network: string
  readonly at: number
}

/** Someone with a login of his own. Refused `conflict` for logins that are kept for guests. */
export function newUser({ network, ...user }: Registration): NewUser {
  refuseReserved(user.login)
  return { ...user, id: UserId.parse(uuid()), settings: firstSettings, home: home(network, user.login) }
}

/** Someone without a login, who may leave a name. */
export function newGuest({ name, network, at }: { name: string | undefined; network: string; at: number }): NewUser {
  return {
    id: UserId.parse(uuid()),
    login: null,
    name: name ?? `Guest ${randomInt(1000, 10_000)}`,
    passwordHash: null,
    admin: false,
    settings: firstSettings,
    home: home(network, guestMark + randomBytes(5).toString('hex')),
    at,
  }
}

const home = (network: string, address: string) => ({ account: AccountId.parse(uuid()), network, address })

import { setTimeout as pause } from 'node:timers/promises'
import type { Batch, Network, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import { abilities } from './abilities.ts'
import type { HouseBook } from './book.ts'
import { createHelper } from './helper/helper.ts'
import { readAddress } from './keys.ts'
import type { House } from './seat.ts'
import { openSession } from './session.ts'
import { createSwitchboard } from './switchboard.ts'
import { createTurns } from './turns.ts'

export interface HouseOptions {
  readonly book: HouseBook
  /** Stores a batch for another person's account of this network, whether or not he is connected. */
  deliver(person: PersonKey, batch: Batch): Promise<void>
  /** ms since 1970 */
  now(): number
  /** How long the helper takes to answer, in ms: it waits by calling this. */
  pause?(ms: number): Promise<unknown>
}

/** The network of this server's own people. It dials nobody: what is said is stored once, and memberships decide who sees it. */
export function house(options: HouseOptions): Network {
  const { book, deliver, now } = options
  const house: House = { book, deliver, now, board: createSwitchboard(), turns: createTurns() }
  const helper = createHelper({ board: house.board, pause: options.pause ?? pause })
  return {
    id: 'house',
    name: 'Parley',
    mark: 'P',
    abilities,
    shared: true,
    alwaysOn: false,
    logins: [],
    startLogin() {
      throw new NetworkError('unsupported', 'Everybody here has an account already.')
    },
    address: readAddress,
    open: (account) => openSession(house, helper, account),
  }
}

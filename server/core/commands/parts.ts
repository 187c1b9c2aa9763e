import type { CommandName, Output, Parsed } from '../../../contract/commands.ts'
import type { ServerInfo } from '../../../contract/http.ts'
import type { SessionId, UserId } from '../../../contract/ids.ts'
import type { Store } from '../../db/store.ts'
import type { Network } from '../../networks/network.ts'
import type { Engine } from '../engine.ts'
import type { Log } from '../log.ts'
import type { Logins } from '../logins.ts'
import type { Passwords } from '../people/passwords.ts'
import type { Sessions } from '../people/sessions.ts'

/** Who asks. `socket` is the connection it came by: input and idleness are told per tab. */
export interface Caller {
  readonly user: UserId
  readonly session: SessionId
  readonly socket: string
}

/** What the commands work with. */
export interface Parts {
  readonly store: Store
  readonly engine: Engine
  readonly logins: Logins
  readonly sessions: Sessions
  readonly passwords: Passwords
  readonly networks: readonly Network[]
  /** The network of this server itself, on which every user has an account. */
  readonly home: Network
  /** Where people reach this server, without a slash at the end. */
  readonly url: string
  /** Who may make a login here. */
  readonly signUp: ServerInfo['signUp']
  readonly log: Log
  /** ms since 1970. */
  now(): number
}

/** Carries out one command. Rejects with `Refused` or `NetworkError` where it says no; anything else is a bug. */
export type Handler<Name extends CommandName> = (caller: Caller, input: Parsed<Name>) => Promise<Output<Name>>
export type Handlers<Name extends CommandName = CommandName> = { readonly [Each in Name]: Handler<Each> }
/** The commands that are about one topic. */
export type Topic<Prefix extends string> = (parts: Parts) => Handlers<Extract<CommandName, `${Prefix}.${string}`>>

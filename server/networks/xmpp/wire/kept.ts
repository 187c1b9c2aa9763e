import { createDialer, type Dialer } from '../../../dial/dialer.ts'
import type { Element } from './element.ts'
import { createDeriveKeys, type DeriveKeys } from './scram.ts'

/** A stanza on its way, and what is known of it. */
export interface Sent {
  readonly stanza: Element
  /** When it was sent last, ms. */
  readonly at: number
  /** How many streams the server has ended, complaining about us, while it was on its way. */
  strikes: number
  /** It was sent over an earlier connection first. */
  readonly again: boolean
  readonly confirmed?: PromiseWithResolvers<void>
}

/** What a stream that can be resumed leaves behind in this process. */
export interface Left {
  readonly id: string
  /** What the server was told, or may be told: at least the checkpoint's number. */
  readonly inbound: number
  /** What the server had acknowledged; `unacked` follows it. */
  readonly acked: number
  readonly unacked: readonly Sent[]
}

/** What outlives connections, but not the process. One per network: it shares TLS contexts, SCRAM keys and what waits to be sent again. */
export interface Kept {
  readonly dialer: Dialer
  readonly deriveKeys: DeriveKeys
  /** By full JID. */
  readonly left: Map<string, Left>
}

export function createKept(dialer: Dialer = createDialer()): Kept {
  return { dialer, deriveKeys: createDeriveKeys(), left: new Map() }
}

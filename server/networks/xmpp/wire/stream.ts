import type { NetworkError, Service } from '../../network.ts'
import type { Element } from './element.ts'
import type { Kept } from './kept.ts'

/** What survives a lost connection, and a restart of Parley, so that XEP-0198 can resume. Plain JSON. */
export interface Resumable {
  readonly id: string
  /** Full JID that was bound. */
  readonly jid: string
  /** Stanzas received *and stored*, modulo 2^32. */
  readonly inbound: number
  /** Where the server would like to see us again, if it said so. */
  readonly location: string | null
}

export interface StreamOptions {
  /** Bare JID. */
  readonly jid: string
  readonly password: string
  readonly resource: string
  /** The admin's definition for this domain, if there is one. */
  readonly service: Service | undefined
  readonly resume: Resumable | null
  /** The strongest SASL mechanism seen before on this account: a weaker offer is refused (downgrade). */
  readonly strongest: string | null
  /** Gives up connecting. The stream itself is ended by `close` or `abandon`. */
  readonly stop: AbortSignal
  /** Made once and lent to every connect(); without it nothing outlives the connection but the Resumable. */
  readonly kept?: Kept
  /** Every message, presence and iq that is not an answer to ours, in order, synchronously out of the parser, after a resume even before connect() resolves. `count` is the XEP-0198 number of this stanza. */
  onStanza(stanza: Element, count: number): void
  /**
   * Stanzas sent over earlier connections of this process that a resume has shown to be received: what was unsure is settled.
   * The first call may come before connect() resolves, later ones when the server acknowledges what was sent again.
   */
  onSettled?(settled: readonly Settled[]): void
  log(event: string, detail?: Readonly<Record<string, unknown>>): void
}

export interface Settled {
  readonly stanza: Element
  /** When it was sent, by our clock, ms; if it had to be sent again, the last time. */
  readonly at: number
}

/** An authenticated, bound stream. Nothing is sent twice and nothing is acknowledged before `stored` says so. */
export interface Stream {
  /** Full JID. */
  readonly jid: string
  readonly resumed: boolean
  /** The SASL mechanism used: the next connect's `strongest`. */
  readonly mechanism: string
  /** The server would like to know whether anybody is in front of a screen (XEP-0352). */
  readonly heedsInactivity: boolean
  readonly managed: boolean
  /** Fire and forget. Unacknowledged messages and presence are sent again by a resume while this process lives (`StreamOptions.kept`). */
  send(stanza: Element): void
  /** Sends an element that is no stanza, as XEP-0352 has them: XEP-0198 does not count it, a resume does not repeat it. */
  tell(element: Element): void
  /** Resolves when the server has acknowledged the stanza (XEP-0198; without it, when an IQ sent behind it was answered). Rejects with delivered: 'unknown' when the stream ends first. */
  confirmed(stanza: Element): Promise<void>
  /** Sends an IQ get or set, under an id of its own, and resolves with the result; rejects with NetworkError on type error, time-out (30 s) or end. Only an answer from the addressee counts. */
  iq(stanza: Element): Promise<Element>
  /** Everything up to this count is stored: the server may now be told. */
  stored(count: number): void
  /** For the checkpoint of the batch that ends with this count. null when the server cannot resume. */
  resumable(count: number): Resumable | null
  /** Resolves once, with null after a clean end. Never rejects. */
  readonly ended: Promise<NetworkError | null>
  /** Ends with </stream:stream>; not resumable afterwards. */
  close(): Promise<void>
  /** Drops the connection and leaves it resumable. */
  abandon(): void
}

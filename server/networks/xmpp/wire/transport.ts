import type { NetworkError } from '../../network.ts'
import type { Element } from './element.ts'

/** Who hears what a transport brings. Never called again after `ended`. */
export interface Listener {
  /** One child of the stream, in order, synchronously out of the parser. */
  element(element: Element): void
  /** Once: the other side closed, broke off or sent what is no XMPP. Not called for our own `destroy`. */
  ended(error: NetworkError): void
  /** So many bytes came. */
  alive?(bytes: number): void
}

/** XMPP streams over TCP or WebSocket. */
export interface Transport {
  /** Nobody on the way can listen or change anything. */
  readonly secure: boolean
  listener: Listener
  /** Begins a stream, also a new one on the same connection after signing in. */
  open(domain: string): void
  send(element: Element): void
  /** Says that we end the stream; the answer comes as `ended`. */
  close(): void
  /** Ends the connection at once, without a word. */
  destroy(): void
  /** Stops and goes on reading. */
  pause(): void
  resume(): void
}

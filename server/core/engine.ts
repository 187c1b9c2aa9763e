import type { AccountId, UserId } from '../../contract/ids.ts'
import type { Hint } from '../../contract/sync.ts'
import type { Batch, Network, PersonKey, Service, Session } from '../networks/network.ts'

/** What keeps every account of this process alive, seen from the commands and the gateway. */
export interface Engine {
  /** Claims what this process should own, starts it, keeps leases alive. */
  start(): Promise<void>
  /** Ends every session, finishes the batches under way, gives the leases back. At most `withinMs`. */
  drain(withinMs: number): Promise<void>
  /** A browser of this user came or went; the sessions wake, or fall asleep some minutes after the last one. */
  attach(user: UserId, socket: string): void
  detach(user: UserId, socket: string): void
  idle(user: UserId, socket: string, idle: boolean): void
  /** The user chose another presence: read it again and tell the networks. */
  presenceChanged(user: UserId): Promise<void>
  /** The running session of an account, or Refused `offline` with a sentence that says why. */
  online(account: AccountId): Session
  /** What the network of an account is able to do. */
  network(id: string): Network | undefined
  /** An account was linked, relinked, switched on or off, or the person wants it connected now. */
  wake(account: AccountId): Promise<void>
  /** The account was switched off: its session signs off. Resolves when nothing of it runs any more. */
  stop(account: AccountId): Promise<void>
  /** Something was queued for this account. */
  outgoing(account: AccountId): void
  /** Everything currently known that was never stored: presence, links, who types. */
  hints(user: UserId): readonly Hint[]
  onHints(listener: (user: UserId, hints: readonly Hint[]) => void): () => void
  /** For a shared network: stores a batch for another account of it, whether or not that one is online. */
  deliver(network: string, person: PersonKey, batch: Batch): Promise<void>
  /**
   * For the process's handlers of uncaught exceptions and unhandled rejections, called within them: ends the session whose code
   * threw (N14). False when it was no session's; then the process itself is at fault.
   */
  blame(error: unknown): boolean
  readonly services: readonly Service[]
  /** For /metrics and tests. `sessions`: in any state; `queued`: messages taken on that have not left yet. */
  figures(): { sessions: number; online: number; waiting: number; queued: number }
}

import type { AccountId, UserId } from '../../contract/ids.ts'
import type { LinkState } from '../../contract/sync.ts'
import type { OwnedAccount, Store } from '../db/store.ts'
import {
  type Ended,
  type Hint,
  type Network,
  NetworkError,
  type NetworkEvent,
  type OwnPresence,
  type Service,
  type Session,
} from '../networks/network.ts'
import { backoff } from './backoff.ts'
import { type Clock, pause } from './clock.ts'
import { Connection } from './connection.ts'
import type { Dialled, Dials } from './dials.ts'
import { asNetworkError, isRefused } from './faults.ts'
import { Ingest } from './ingest.ts'
import type { Log } from './log.ts'
import { Outbox } from './outbox.ts'
import { judge, type Verdict } from './verdict.ts'

/** A session that was told to stop may take this many ms to hang up. */
const hangUpMs = 5000
/** After this many ms online the next failure counts as the first one (N12). */
const steadyMs = 60_000

/** What becomes known about an account while it is supervised. */
export interface Watcher {
  link(state: LinkState, until: number | null): void
  /** A session is about to be opened: gives what tells at any time how the user wants to be seen. */
  opening(): Promise<() => OwnPresence>
  online(session: Session): void
  offline(): void
  hint(hint: Hint): void
  stored(events: readonly NetworkEvent[]): void
}

export interface SupervisorParts {
  readonly account: AccountId
  readonly user: UserId
  readonly epoch: number
  readonly network: Network
  readonly services: readonly Service[]
  readonly store: Pick<Store, 'accounts' | 'ingest' | 'messages'>
  readonly dials: Dials
  readonly clock: Clock
  readonly log: Log
  readonly watcher: Watcher
  /** Runs a session's code so that what it throws outside of any call can be traced back to it. */
  within<Result>(supervisor: Supervisor, run: () => Result): Result
}

/** Why nothing runs any more. `needs-you` is stored; `gone`: the account is removed, switched off, or somebody else's. */
export type Outcome = 'stopped' | 'needs-you' | 'gone'

/** Keeps one account alive under one lease: open → run → verdict, until it is stopped, needs its person, or the lease is lost. */
export class Supervisor {
  readonly parts: SupervisorParts
  readonly outbox: Outbox
  readonly done: Promise<Outcome>
  #outcome: Outcome | null = null
  #stop = new AbortController()
  #nudge = new AbortController()
  #connection: Connection | null = null
  #ingest: Ingest | null = null
  #owned: OwnedAccount | null = null
  #onlineSince: number | null = null
  #tries = 0
  #settled = false

  constructor(parts: SupervisorParts) {
    this.parts = parts
    const { account, epoch, store, network, clock, log } = parts
    this.outbox = new Outbox({
      account,
      epoch,
      store: store.messages,
      safeResend: network.abilities.safeResend,
      clock,
      log,
      stale: () => this.abandon(),
    })
    this.done = this.#live().catch((error) => {
      log.error({ account, err: error }, 'the supervisor of an account failed')
      return 'stopped' as const
    })
  }

  /** The session while it is online (N11). */
  get session(): Session | null {
    return this.#connection?.session ?? null
  }

  /** How many batches are not stored yet. */
  get storing(): number {
    return this.#ingest?.waiting ?? 0
  }

  /** It is ending, or has ended. */
  get ending(): boolean {
    return this.#outcome !== null
  }

  /** Whether the session was opened with these credentials. */
  uses({ settings, secret }: Pick<OwnedAccount, 'settings' | 'secret'>): boolean {
    return this.#owned?.secret === secret && JSON.stringify(this.#owned.settings) === JSON.stringify(settings)
  }

  /** Hangs up within `withinMs` and stores what was emitted; what cannot be stored by then stays unacknowledged. `off`: signs off as well. */
  stop({ withinMs = hangUpMs, off = false }: { withinMs?: number; off?: boolean } = {}): void {
    this.#end('stopped')
    this.#connection?.stop(withinMs, off ? 'off' : undefined)
    const cancel = this.parts.clock.after(withinMs, () => this.#ingest?.abandon())
    void this.done.then(cancel)
  }

  /** The lease is lost, or time is up: hangs up now, and what is not stored yet stays unacknowledged. */
  abandon(): void {
    this.#end('gone')
    this.#connection?.fail(new NetworkError('offline', 'This account is kept by another process by now.'))
    this.#ingest?.abandon()
  }

  /** A bug of this session was found elsewhere (N14): ends the session, not the process. */
  blame(error: unknown): void {
    this.#connection?.fail(asNetworkError(error))
  }

  /** Ends the session or the wait, and connects again at once. */
  restart(): void {
    this.#tries = 0
    this.#connection?.stop(hangUpMs)
    this.#nudge.abort()
  }

  #end(outcome: Outcome): void {
    this.#outcome ??= outcome
    this.#stop.abort()
    this.#nudge.abort()
  }

  async #live(): Promise<Outcome> {
    // The constructor returns first: whoever made this one knows it before anything happens.
    await null
    while (!this.#outcome) {
      this.#nudge = new AbortController()
      this.parts.watcher.link('connecting', null)
      const ended = await this.#once()
      if (this.#outcome) break
      if (ended.why === 'lost') await this.#obey(judge(ended.error, this.#tries++, this.parts.clock.random()), ended.error)
    }
    return this.#outcome ?? 'stopped'
  }

  async #once(): Promise<Ended> {
    const { store, account, network, dials } = this.parts
    try {
      await this.#settle()
      const owned = await store.accounts.get({ account })
      if (!owned?.enabled) this.#end('gone')
      // A shared network lives in this process: there is nobody to be spared.
      else if (!network.shared) await dials.turn(this.#dialled(owned), this.#stop.signal)
      if (!owned || this.#outcome) return { why: 'stopped' }
      return await this.#connect(owned)
    } catch (error) {
      this.#failed(error, 'an account could not be started')
      return { why: 'lost', error: asNetworkError(error), wasOnline: false }
    }
  }

  async #connect(owned: OwnedAccount): Promise<Ended> {
    const { account, epoch, store, clock, log, network, services, watcher } = this.parts
    const presence = await watcher.opening()
    if (this.#outcome) return { why: 'stopped' }
    const ingest = new Ingest({
      account,
      epoch,
      store: store.ingest,
      clock,
      stored: (events) => this.#stored(events),
      broken: (error) => connection.fail(error),
      stale: () => this.abandon(),
    })
    const connection: Connection = new Connection({
      owned,
      network,
      services,
      presence,
      ingest,
      clock,
      log,
      state: (state) => this.#state(connection, state),
      hint: watcher.hint,
      within: (run) => this.parts.within(this, run),
    })
    this.#owned = owned
    this.#ingest = ingest
    this.#connection = connection
    const ended = await connection.run()
    this.#offline()
    await ingest.end()
    this.#connection = null
    return ended.why === 'stopped' && !this.#nudge.signal.aborted ? { why: 'lost', error: unasked(), wasOnline: false } : ended
  }

  #state(connection: Connection, state: 'connecting' | 'syncing' | 'online'): void {
    const { watcher, clock } = this.parts
    watcher.link(state, null)
    const session = connection.session
    if (!session) this.#offline()
    else if (this.#onlineSince === null) {
      this.#onlineSince = clock.now()
      this.outbox.online(session)
      watcher.online(session)
    }
  }

  #offline(): void {
    if (this.#onlineSince === null) return
    if (this.parts.clock.now() - this.#onlineSince >= steadyMs) this.#tries = 0
    this.#onlineSince = null
    this.outbox.offline()
    this.parts.watcher.offline()
  }

  #stored(events: readonly NetworkEvent[]): void {
    this.outbox.confirmed(events)
    this.parts.watcher.stored(events)
  }

  async #obey(verdict: Verdict, error: NetworkError): Promise<void> {
    const { clock, watcher, log, account, network } = this.parts
    log.info({ account, network: network.id, code: error.code, cause: error.cause, verdict: verdict.do }, 'a session was lost')
    if (verdict.do === 'needs-you') return this.#askForHelp(verdict.needs)
    watcher.link('waiting', clock.now() + verdict.ms)
    await pause(clock, verdict.ms, this.#nudge.signal)
  }

  /** Stored, so that no restart tries bad credentials again; until it is, nothing is tried either. */
  async #askForHelp(needs: OwnedAccount['needs']): Promise<void> {
    const { store, account, epoch, clock, watcher } = this.parts
    watcher.link('needs-you', null)
    for (let tries = 0; !this.#outcome; tries++) {
      try {
        await store.accounts.needs({ account, epoch, needs })
        this.#end('needs-you')
      } catch (error) {
        this.#failed(error, 'what an account needs could not be stored')
        await pause(clock, 1000 + backoff(tries, clock.random()), this.#stop.signal)
      }
    }
  }

  /** What a former owner of the lease was sending when it ended. */
  async #settle(): Promise<void> {
    if (this.#settled) return
    const { store, account, epoch, network } = this.parts
    const error = { code: 'timeout', message: 'Parley was restarted while this was being sent. It may have arrived.' } as const
    await store.messages.settle({ account, epoch, safeResend: network.abilities.safeResend, error })
    this.#settled = true
  }

  /** Whom a dial burdens: the network and the domain of the address. */
  #dialled({ address }: OwnedAccount): Dialled {
    const { network, services } = this.parts
    const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
    const own = services.some((service) => service.network === network.id && service.domain === domain && service.allowPrivate)
    return { host: `${network.id} ${domain}`, own }
  }

  #failed(error: unknown, what: string): void {
    if (isRefused(error, 'elsewhere')) this.abandon()
    else this.parts.log.error({ account: this.parts.account, err: error }, what)
  }
}

function unasked(): NetworkError {
  return new NetworkError('bug', 'The connection ended by itself.')
}

import type { OwnedAccount } from '../db/store.ts'
import {
  type Account,
  type Ended,
  type Hint,
  type Network,
  NetworkError,
  type OwnPresence,
  type Service,
  type Session,
} from '../networks/network.ts'
import type { Clock } from './clock.ts'
import { asNetworkError } from './faults.ts'
import { Guard } from './guard.ts'
import type { Ingest } from './ingest.ts'
import type { Log } from './log.ts'
import { Watchdog } from './watchdog.ts'

export interface ConnectionParts {
  readonly owned: OwnedAccount
  readonly network: Network
  readonly services: readonly Service[]
  readonly ingest: Ingest
  /** How the user wants to be seen at this moment. */
  presence(): OwnPresence
  readonly clock: Clock
  readonly log: Log
  state(state: 'connecting' | 'syncing' | 'online'): void
  hint(hint: Hint): void
  /** Runs a session's code so that what it throws outside of any call can be traced back to it. */
  within<Result>(run: () => Result): Result
}

/** One life of a session, from open() to the end of run(). Nothing that the network's code does gets out of here but values (N2, N14). */
export class Connection {
  readonly #parts: ConnectionParts
  readonly #stop = new AbortController()
  readonly #cut: PromiseWithResolvers<Ended> = Promise.withResolvers()
  readonly #watchdog: Watchdog
  #guard: Guard | null = null
  #cancel: (() => void) | null = null
  #over = false
  #online = false

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    const { clock, ingest } = parts
    const late = () => this.fail(new NetworkError('timeout', 'The network did not let this account in within a reasonable time.'))
    this.#watchdog = new Watchdog({ clock, busy: () => ingest.storing, lost: late })
  }

  /** The session while it is online (N11). */
  get session(): Session | null {
    return this.#online && !this.#over ? (this.#guard?.session ?? null) : null
  }

  /** Never rejects. */
  async run(): Promise<Ended> {
    try {
      const { network, log, within } = this.#parts
      this.#watchdog.wait()
      const session = within(() => network.open(this.#lend()))
      this.#guard = new Guard(session, { log, within })
      return await Promise.race([within(() => session.run(this.#stop.signal)), this.#cut.promise])
    } catch (error) {
      this.#parts.log.error({ err: error }, 'a session threw what it should not')
      return { why: 'lost', error: asNetworkError(error), wasOnline: this.#online }
    } finally {
      this.#over = true
      this.#watchdog.rest()
      this.#cancel?.()
      this.#guard?.end()
      // Whatever is still under way in there shall end too.
      this.#stop.abort()
    }
  }

  /** Asks the session to hang up, or with `off` to sign off (Session.run); after `withinMs` it is cut off, whatever it still does. */
  stop(withinMs: number, reason?: 'off'): void {
    if (this.#over || this.#stop.signal.aborted) return
    this.#stop.abort(reason)
    this.#cancel = this.#parts.clock.after(withinMs, () => this.#cut.resolve({ why: 'stopped' }))
  }

  /** Ends the session at once because of what happened outside of it. */
  fail(error: NetworkError): void {
    this.#cut.resolve({ why: 'lost', error, wasOnline: this.#online })
  }

  #lend(): Account {
    const { owned, network, services, presence, log } = this.#parts
    return {
      id: owned.id,
      settings: owned.settings,
      secret: owned.secret,
      me: { key: owned.me.key, name: owned.me.name, address: owned.me.address },
      services: services.filter((service) => service.network === network.id),
      checkpoint: owned.checkpoint,
      get presence() {
        return presence()
      },
      emit: (batch) => {
        this.#heard()
        return this.#parts.ingest.emit(batch)
      },
      hint: (hint) => {
        if (!this.#over) this.#parts.hint(hint)
      },
      state: (state) => this.#state(state),
      log: (event, detail) => {
        this.#heard()
        log.info({ account: owned.id, network: network.id, detail }, event)
      },
    }
  }

  #state(state: 'connecting' | 'syncing' | 'online'): void {
    if (this.#over || this.#stop.signal.aborted) return
    this.#online = state === 'online'
    if (this.#online) this.#watchdog.rest()
    else this.#watchdog.wait()
    this.#parts.state(state)
  }

  #heard(): void {
    if (!this.#online && !this.#over) this.#watchdog.wait()
  }
}

import type { AccountId, UserId } from '../../contract/ids.ts'
import type { Lease, OwnedAccount, Store } from '../db/store.ts'
import type { Network, Service } from '../networks/network.ts'
import type { Clock } from './clock.ts'
import type { Dials } from './dials.ts'
import { Leases } from './leases.ts'
import type { Links } from './links.ts'
import type { Log } from './log.ts'
import { Supervisor, type Watcher } from './supervisor.ts'

export interface RunningParts {
  readonly store: Store
  readonly networks: ReadonlyMap<string, Network>
  readonly services: readonly Service[]
  readonly node: string
  readonly clock: Clock
  readonly log: Log
  readonly dials: Dials
  readonly links: Links
  /** Whether sessions that need not stay online are wanted for this user. */
  awake(user: UserId): boolean
  watch(owner: Owner): Omit<Watcher, 'link'>
  ended(owner: Owner): void
  within<Result>(supervisor: Supervisor, run: () => Result): Result
}
export interface Owner {
  readonly user: UserId
  readonly account: AccountId
}

interface Entry {
  readonly supervisor: Supervisor
  /** Ended, and its lease given back. */
  readonly over: Promise<void>
}

/** The accounts that this process runs: one supervisor each, for as long as it holds the lease. */
export class Running {
  readonly #parts: RunningParts
  readonly #leases: Leases
  readonly #entries = new Map<AccountId, Entry>()
  /** Claimed for a user who is here, but another process held them. */
  readonly #wanted = new Map<AccountId, UserId>()
  #draining = false

  constructor(parts: RunningParts) {
    this.#parts = parts
    const { store, node, clock, log, networks } = parts
    this.#leases = new Leases({
      store: store.accounts,
      node,
      clock,
      log,
      networks: [...networks.values()].filter((network) => network.alwaysOn).map(({ id }) => id),
      wanted: () => [...this.#wanted.keys()],
      got: (leases) => this.#take(leases),
      lost: (account) => this.#entries.get(account)?.supervisor.abandon(),
    })
  }

  start(): Promise<void> {
    return this.#leases.start()
  }

  get(account: AccountId): Supervisor | undefined {
    return this.#entries.get(account)?.supervisor
  }

  all(): readonly Supervisor[] {
    return [...this.#entries.values()].map(({ supervisor }) => supervisor)
  }

  /** The first browser of a user is here: everything of his shall run. */
  async wakeAll(user: UserId): Promise<void> {
    const { store, networks, links } = this.#parts
    const wanted: AccountId[] = []
    for (const { id: account, network, enabled, needs } of await store.accounts.of({ user })) {
      if (!(await this.#free(account)) || !networks.has(network)) continue
      if (!enabled || needs) links.set({ user, account }, enabled ? 'needs-you' : 'off')
      else wanted.push(account)
    }
    await this.#want(user, wanted)
  }

  /** Whatever of this user need not stay online stops. */
  sleepAll(user: UserId): void {
    for (const [account, whose] of this.#wanted) if (whose === user) this.#wanted.delete(account)
    for (const supervisor of this.all()) {
      if (supervisor.parts.user === user && !supervisor.parts.network.alwaysOn) supervisor.stop()
    }
  }

  /** Something about the account is new, or its person wants it online now: what he needed to mend counts as mended. */
  async wake(account: AccountId): Promise<void> {
    const { store, networks, awake } = this.#parts
    const owned = await store.accounts.get({ account })
    if (!owned?.enabled) return this.stop(account)
    const supervisor = this.get(account)
    if (supervisor && !supervisor.ending) {
      if (!supervisor.session || !supervisor.uses(owned)) supervisor.restart()
      return
    }
    await this.#free(account)
    const { user } = owned
    if (owned.needs) await store.accounts.enable({ account, user, on: true })
    if (awake(user) || networks.get(owned.network)?.alwaysOn) await this.#want(user, [account])
  }

  /** It is switched off or about to be removed: its session signs off. */
  async stop(account: AccountId): Promise<void> {
    this.#wanted.delete(account)
    const entry = this.#entries.get(account)
    entry?.supervisor.stop({ off: true })
    await entry?.over
    if (!entry) await this.#rest(account)
  }

  /** Ends everything within `withinMs`: sessions hang up, batches are stored, leases are given back. */
  async drain(withinMs: number): Promise<void> {
    this.#draining = true
    this.#leases.close()
    // A session that does not hang up must leave time to give the leases back.
    const hangUpMs = Math.floor(withinMs * 0.7)
    const accounts = [...this.#entries.keys()]
    const over = Promise.all([...this.#entries.values()].map(({ supervisor }) => supervisor.done))
    for (const { supervisor } of this.#entries.values()) supervisor.stop({ withinMs: hangUpMs })
    await atMost(this.#parts.clock, Math.floor(withinMs * 0.8), over)
    for (const { supervisor } of this.#entries.values()) supervisor.abandon()
    await atMost(this.#parts.clock, Math.floor(withinMs * 0.2), this.#leases.release(accounts))
  }

  async #want(user: UserId, accounts: readonly AccountId[]): Promise<void> {
    for (const account of accounts) this.#wanted.set(account, user)
    if (accounts.length > 0) await this.#leases.claim([], accounts)
  }

  /** Waits until nothing of it is left when it is about to end; false when it runs and goes on. */
  async #free(account: AccountId): Promise<boolean> {
    const entry = this.#entries.get(account)
    if (entry?.supervisor.ending) await entry.over
    return !this.#entries.has(account)
  }

  async #take(leases: readonly Lease[]): Promise<void> {
    await Promise.all(leases.map((lease) => this.#begin(lease)))
  }

  async #begin({ account, epoch }: Lease): Promise<void> {
    const { store, networks, log } = this.#parts
    try {
      const owned = await store.accounts.get({ account })
      const network = owned && networks.get(owned.network)
      await this.#free(account)
      if (!owned || !network || this.#draining) return await this.#leases.release([account])
      this.#wanted.delete(account)
      const supervisor = this.#supervise(owned, network, epoch)
      this.#entries.set(account, { supervisor, over: this.#follow(supervisor) })
    } catch (error) {
      log.error({ account, err: error }, 'an account could not be started')
      await this.#leases.release([account])
    }
  }

  #supervise({ id: account, user }: OwnedAccount, network: Network, epoch: number): Supervisor {
    const { services, store, dials, clock, log, links, watch, within } = this.#parts
    const owner = { user, account }
    const watcher: Watcher = { ...watch(owner), link: (state, until) => links.set(owner, state, until) }
    return new Supervisor({ account, user, epoch, network, services, store, dials, clock, log, watcher, within })
  }

  async #follow(supervisor: Supervisor): Promise<void> {
    await supervisor.done
    const { account, user } = supervisor.parts
    this.#parts.ended({ account, user })
    // A drain gives all of them back at once.
    if (!this.#draining) await this.#leases.release([account])
    this.#entries.delete(account)
    if (!this.#draining) await this.#rest(account)
  }

  /** How an account is shown that does not run: only to somebody who looks. */
  async #rest(account: AccountId): Promise<void> {
    const { store, links, awake, log } = this.#parts
    try {
      const owned = await store.accounts.get({ account })
      if (!owned || !awake(owned.user)) links.forget(account)
      else links.set({ user: owned.user, account }, owned.enabled ? (owned.needs ? 'needs-you' : 'asleep') : 'off')
    } catch (error) {
      log.warn({ account, err: error }, 'how an account rests could not be read')
    }
  }
}

/** Waits for it, but no longer than `ms`. */
async function atMost(clock: Clock, ms: number, done: Promise<unknown>): Promise<void> {
  const late = Promise.withResolvers<void>()
  const cancel = clock.after(ms, late.resolve)
  await Promise.race([done, late.promise])
  cancel()
}

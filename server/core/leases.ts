import type { AccountId } from '../../contract/ids.ts'
import type { AccountStore, Lease } from '../db/store.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'

/** A process that does not come back within this many ms has lost its accounts to the others. */
const leaseMs = 30_000
/** How many accounts are claimed or given back in one transaction. */
const most = 500

export interface LeaseParts {
  readonly store: Pick<AccountStore, 'claim' | 'renew' | 'release'>
  /** Names this process among those on the same database, and stays the same when it starts again. */
  readonly node: string
  readonly clock: Clock
  readonly log: Log
  /** Every account of these networks is claimed, whoever is here. */
  readonly networks: readonly string[]
  /** Accounts that were wanted and not free. */
  wanted(): readonly AccountId[]
  got(leases: readonly Lease[]): Promise<void>
  lost(account: AccountId): void
}

/** Which accounts are this process's to run (N9), and for how long. */
export class Leases {
  readonly #parts: LeaseParts
  readonly #held = new Map<AccountId, number>()
  #renewedAt = 0
  #cancel: (() => void) | null = null
  #closed = false
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: LeaseParts) {
    this.#parts = parts
  }

  /** Takes back what a crash of this node has left claimed, then all that is free. */
  async start(): Promise<void> {
    const { store, node, clock } = this.#parts
    const former = await store.renew({ node, at: clock.now(), forMs: leaseMs })
    await this.release(former.map(({ account }) => account))
    this.#renewedAt = clock.now()
    await this.claim(this.#parts.networks, [])
    this.#later()
  }

  /** What is free of these, and not switched off and in no need of its person. */
  claim(networks: readonly string[], accounts: readonly AccountId[]): Promise<void> {
    return this.#inTurn(async () => {
      const seen = new Set<AccountId>()
      for (let more = true; more && !this.#closed; ) {
        const { store, node, clock, got } = this.#parts
        const leases = await store.claim({ node, at: clock.now(), forMs: leaseMs, networks, accounts, most })
        for (const { account, epoch } of leases) this.#held.set(account, epoch)
        await got(leases)
        // One that could not be started is free again already, and waits for the next round.
        more = leases.length === most && !leases.some(({ account }) => seen.has(account))
        for (const { account } of leases) seen.add(account)
      }
    })
  }

  async release(accounts: readonly AccountId[]): Promise<void> {
    for (const account of accounts) this.#held.delete(account)
    try {
      for (let from = 0; from < accounts.length; from += most) {
        await this.#parts.store.release({ node: this.#parts.node, accounts: accounts.slice(from, from + most) })
      }
    } catch (error) {
      // It runs out by itself.
      this.#parts.log.warn({ err: error }, 'a lease could not be given back')
    }
  }

  /** No more claims, no more renewals. */
  close(): void {
    this.#closed = true
    this.#cancel?.()
  }

  #later(): void {
    if (!this.#closed) this.#cancel = this.#parts.clock.after(leaseMs / 3, () => void this.#tick().then(() => this.#later()))
  }

  async #tick(): Promise<void> {
    const { clock, log, networks, wanted } = this.#parts
    try {
      await this.#inTurn(() => this.#renew())
      await this.claim(networks, wanted())
    } catch (error) {
      log.error({ err: error }, 'leases could not be renewed')
      if (clock.now() - this.#renewedAt >= leaseMs) this.#lose([...this.#held.keys()])
    }
  }

  async #renew(): Promise<void> {
    const { store, node, clock } = this.#parts
    const at = clock.now()
    const before = [...this.#held]
    const kept = new Map((await store.renew({ node, at, forMs: leaseMs })).map(({ account, epoch }) => [account, epoch]))
    this.#renewedAt = at
    this.#lose(before.filter(([account, epoch]) => kept.get(account) !== epoch).map(([account]) => account))
    // Given up here, but it could not be written then: nobody else could ever take it.
    const strays = [...kept.keys()].filter((account) => !this.#held.has(account))
    if (strays.length > 0) await this.release(strays)
  }

  /** Claims and renewals never overlap: what is held here is then what the store says. */
  #inTurn(run: () => Promise<void>): Promise<void> {
    const mine = this.#turn.then(run)
    this.#turn = mine.catch(() => {})
    return mine
  }

  #lose(accounts: readonly AccountId[]): void {
    for (const account of accounts) {
      this.#held.delete(account)
      this.#parts.lost(account)
    }
  }
}

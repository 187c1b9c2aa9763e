import type { Show } from '../../../contract/entities.ts'
import { Refused } from '../../../contract/errors.ts'
import type { AccountId, UserId } from '../../../contract/ids.ts'
import type { AccountStore, IngestStore, Lease, OwnedAccount, Store } from '../../db/store.ts'
import { TrialMessages } from './messages.ts'

type Args<Name extends keyof AccountStore> = Parameters<AccountStore[Name]>[0]
type Applied = Parameters<IngestStore['apply']>[0]
interface Row {
  owned: OwnedAccount
  node: string | null
  epoch: number
  until: number
}

/** As much of a store as the engine uses, in memory and answering at once. */
export class TrialStore {
  readonly rows = new Map<AccountId, Row>()
  readonly applied: Applied[] = []
  readonly settled: AccountId[] = []
  readonly messages = Object.assign(new TrialMessages(), {
    settle: async ({ account, epoch }: { account: AccountId; epoch: number }) => {
      this.#fence(account, epoch)
      this.settled.push(account)
    },
  })
  /** A batch is stored when this is resolved. */
  storing: Promise<void> = Promise.resolve()
  /** While set, accounts cannot be read, as with a lost key. */
  unreadable: Error | null = null
  /** While set, the store can do nothing. */
  broken: Error | null = null

  add(name: string, more: Partial<OwnedAccount> = {}): AccountId {
    const id = name as AccountId
    const me = { id: name as never, key: name as never, name, address: `${name}@example.org` }
    const owned: OwnedAccount = {
      id,
      user: `user of ${name}` as UserId,
      network: 'trial',
      address: me.address,
      settings: {},
      secret: 'secret',
      checkpoint: null,
      me,
      enabled: true,
      needs: null,
      ...more,
    }
    this.rows.set(id, { owned, node: null, epoch: 0, until: 0 })
    return id
  }

  change(account: AccountId, more: Partial<OwnedAccount>): void {
    const row = this.row(account)
    row.owned = { ...row.owned, ...more }
  }

  row(account: AccountId): Row {
    const row = this.rows.get(account)
    if (!row) throw new Refused('not-found', 'There is no such account.')
    return row
  }

  readonly accounts = {
    get: async ({ account }: Args<'get'>) => {
      this.#check()
      if (this.unreadable) throw this.unreadable
      return this.rows.get(account)?.owned ?? null
    },
    of: async ({ user }: Args<'of'>) => {
      this.#check()
      const rows = [...this.rows.values()].filter(({ owned }) => owned.user === user)
      return rows.map(({ owned }) => ({ ...owned, name: '', me: owned.me.id }))
    },
    enable: async ({ account, on }: Args<'enable'>) => this.change(account, { enabled: on, ...(on && { needs: null }) }),
    /** When set, removing waits for this. */
    removing: Promise.resolve(),
    remove: async ({ account }: Args<'remove'>) => {
      await this.accounts.removing
      this.rows.delete(account)
    },
    needs: async ({ account, epoch, needs }: Args<'needs'>) => {
      this.#fence(account, epoch)
      this.change(account, { needs })
    },
    claim: async ({ node, at, forMs, networks, accounts, most }: Args<'claim'>): Promise<readonly Lease[]> => {
      this.#check()
      const free = [...this.rows.values()].filter(({ owned, ...row }) => owned.enabled && !owned.needs && (!row.node || row.until < at))
      const asked = free.filter(({ owned }) => networks.includes(owned.network) || accounts.includes(owned.id)).slice(0, most)
      for (const row of asked) Object.assign(row, { node, until: at + forMs, epoch: row.epoch + 1 })
      return asked.map(({ owned, epoch }) => ({ account: owned.id, epoch }))
    },
    renew: async ({ node, at, forMs }: Args<'renew'>): Promise<readonly Lease[]> => {
      this.#check()
      const held = [...this.rows.values()].filter((row) => row.node === node)
      for (const row of held) row.until = at + forMs
      return held.map(({ owned, epoch }) => ({ account: owned.id, epoch }))
    },
    release: async ({ node, accounts }: Args<'release'>) => {
      this.#check()
      for (const account of accounts) {
        const row = this.rows.get(account)
        if (row?.node === node) row.node = null
      }
    },
  }

  readonly ingest = {
    apply: async (args: Applied) => {
      await this.storing
      if (args.epoch !== null) this.#fence(args.account, args.epoch)
      this.applied.push(args)
      if (args.checkpoint !== undefined) this.change(args.account, { checkpoint: args.checkpoint })
    },
    ids: async ({ conversations, people }: Parameters<IngestStore['ids']>[0]) => ({
      conversations: Object.fromEntries(conversations.map((key) => [key, `id ${key}`])),
      people: Object.fromEntries(people.map((key) => [key, `id ${key}`])),
    }),
  }

  /** What every user has chosen. */
  chosen: { show: Show; status: string } = { show: 'online', status: '' }
  readonly users = {
    get: async () => {
      this.#check()
      return this.chosen
    },
  }

  readonly house = {
    person: async ({ key }: { key: string }) => {
      const row = [...this.rows.values()].find(({ owned }) => owned.me.key === key)
      return row ? { key, account: row.owned.id } : null
    },
  }

  /** What the engine asks for. */
  get store(): Store {
    return this as unknown as Store
  }

  #check(): void {
    if (this.broken) throw this.broken
  }

  #fence(account: AccountId, epoch: number): void {
    this.#check()
    if (this.row(account).epoch !== epoch) throw new Refused('elsewhere', 'This account is run by another process now.')
  }
}

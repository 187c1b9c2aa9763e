import type { NetworkEvent } from '../networks/network.ts'
import { gated } from './gate.ts'
import type { Topics } from './operations.ts'
import { type OnNews, type Runner, topicsOn } from './runner.ts'
import type { KeyRing } from './secrets.ts'
import { openSqlite } from './sqlite/runner.ts'
import type { Store } from './store.ts'
import { createUpkeep, type Upkeep } from './upkeep.ts'

export interface StoreOptions {
  /** `sqlite:/path/to/parley.db` or `postgres://user@host/database`. */
  readonly url: string
  /** Seals the accounts' secrets: 32 bytes, or a ring with older keys that still open. */
  readonly key: Uint8Array | KeyRing
  /** The database has failed outside of any operation: a lost connection, a dead thread. */
  readonly onError: (error: Error) => void
}

/** Opens the database and brings it up to date. Rejects with a sentence for whoever runs the server when it cannot be used. */
export async function openStore({ url, key, onError }: StoreOptions): Promise<Store> {
  const listeners = new Set<OnNews>()
  const onNews: OnNews = (feeds) => {
    for (const listener of listeners) listener(feeds)
  }
  const keys = key instanceof Uint8Array ? { current: key } : key
  const runner = gated(await openRunner(url, { keys, onNews, onError }))
  const topics = topicsOn(runner)
  const upkeep = createUpkeep(runner.run, onError)
  upkeep.begin()
  return {
    ...topics,
    ...erasing(topics, upkeep),
    ingest: { ...topics.ingest, apply: (batch) => topics.ingest.apply({ ...batch, events: batch.events.map(keepable) }) },
    onNews(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    ready: () => runner.ready(),
    async close() {
      await Promise.all([upkeep.stop(), runner.close()])
    },
  }
}

interface Parts {
  readonly keys: KeyRing
  readonly onNews: OnNews
  readonly onError: (error: Error) => void
}

/** What only PostgreSQL needs is not loaded without it. */
async function openRunner(url: string, parts: Parts): Promise<Runner> {
  if (url.startsWith('sqlite:')) return openSqlite({ file: url.slice('sqlite:'.length), ...parts })
  if (/^postgres(ql)?:/.test(url)) return (await import('./postgres/runner.ts')).openPostgres({ url, ...parts })
  throw new Error(`“${url}” is not the URL of a database: it must begin with sqlite: or postgres:`)
}

/** What leaves something to erase behind. */
function erasing({ users, accounts }: Topics, upkeep: Upkeep): Pick<Topics, 'users' | 'accounts'> {
  return {
    users: {
      ...users,
      async removeGuests(args) {
        const removed = await users.removeGuests(args)
        if (removed.length > 0) upkeep.begin()
        return removed
      },
    },
    accounts: {
      ...accounts,
      async remove(args) {
        await accounts.remove(args)
        upkeep.begin()
      },
    },
  }
}

/** Networks bring what others wrote: U+0000, which PostgreSQL cannot store, must not end a session again and again. */
const keepable = (event: NetworkEvent) => withoutNull(plain(event)) as NetworkEvent

function withoutNull(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '') : value
  if (Array.isArray(value)) return value.map(withoutNull)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutNull(part)]))
}

/** Error objects lose their fields on the way to a thread. */
function plain(event: NetworkEvent): NetworkEvent {
  if (event.type !== 'message.failed') return event
  const { name, code, message, retryAfterMs, delivered } = event.error
  return { ...event, error: { name, code, message, retryAfterMs, delivered } }
}

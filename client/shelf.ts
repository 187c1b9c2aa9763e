import type { Failure } from '../contract/errors.ts'
import type { ConversationId, MessageId, UserId } from '../contract/ids.ts'
import { openChannel } from './tabs.ts'

/** A message that the server has not acknowledged. */
export interface Entry {
  readonly id: MessageId
  readonly conversation: ConversationId
  readonly text: string
  readonly replyTo: MessageId | null
  readonly at: number
  /** Why the server refused it; null while it is still to be sent. */
  readonly failure: Failure | null
}

/** Where one user's entries survive the page. Nothing here rejects: where the browser blocks storage, it just does not keep. */
export interface Shelf {
  all(): Promise<readonly Entry[]>
  /** False when it could not be kept. */
  put(entry: Entry): Promise<boolean>
  remove(id: MessageId): Promise<void>
  /** False only when it is certain that the entry is gone: another tab has sent or discarded it. */
  has(id: MessageId): Promise<boolean>
  clear(): Promise<void>
  /** Calls back whenever another tab has put or removed something. Returns the way to stop. */
  watch(changed: () => void): () => void
}

const table = 'entries'

/** Keeps the entries of a user in IndexedDB, apart from those of other users of this browser. */
export function openShelf(user: UserId, database: () => IDBFactory = () => indexedDB): Shelf {
  let channel: BroadcastChannel | null = null
  const tell = () => channel?.postMessage(null)
  let opened: Promise<IDBDatabase> | undefined
  const within = async <Result>(mode: IDBTransactionMode, act: (entries: IDBObjectStore) => IDBRequest<Result>): Promise<Result> => {
    try {
      // Reading the global already throws where a page is not allowed to store anything.
      opened ??= openDatabase(database())
      const transaction = (await opened).transaction(table, mode)
      const request = act(transaction.objectStore(table))
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = () => reject(transaction.error)
      })
      return request.result
    } catch (error) {
      // The browser may have closed the database to free space: the next one opens it again.
      opened = undefined
      throw error
    }
  }
  const mine = () => IDBKeyRange.bound([user], [user, []])
  return {
    all: () => within('readonly', (entries): IDBRequest<{ entry: Entry }[]> => entries.getAll(mine())).then(toEntries, () => []),
    put: (entry) =>
      within('readwrite', (entries) => entries.put({ user, id: entry.id, entry }))
        .then(tell)
        .then(yes, no),
    remove: (id) => within('readwrite', (entries) => entries.delete([user, id])).then(tell, nothing),
    has: (id) => within('readonly', (entries) => entries.count([user, id])).then((count) => count > 0, yes),
    clear: () => within('readwrite', (entries) => entries.delete(mine())).then(tell, nothing),
    watch: (changed) => {
      channel = openChannel(`parley outbox ${user}`)
      if (channel) channel.onmessage = changed
      return () => {
        channel?.close()
        channel = null
      }
    },
  }
}

const yes = () => true
const no = () => false
const nothing = () => undefined
const toEntries = (rows: { entry: Entry }[]) => rows.map(({ entry }) => entry)

function openDatabase(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = factory.open('parley-outbox', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: ['user', 'id'] })
    request.onerror = () => reject(request.error)
    request.onsuccess = () => resolve(request.result)
  })
}

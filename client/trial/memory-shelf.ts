import type { MessageId } from '../../contract/ids.ts'
import type { Entry, Shelf } from '../shelf.ts'

/** What two tabs of one browser share. */
export function memoryShelf(entries = new Map<MessageId, Entry>()): Shelf {
  return {
    all: async () => [...entries.values()],
    put: async (entry) => !!entries.set(entry.id, entry),
    remove: async (id) => void entries.delete(id),
    has: async (id) => entries.has(id),
    clear: async () => entries.clear(),
  }
}

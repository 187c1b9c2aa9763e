import type { MessageId } from '../../contract/ids.ts'
import type { Entry, Shelf } from '../shelf.ts'

/** One tab's view of a shelf that stands in memory. */
export const memoryShelf = (entries?: Map<MessageId, Entry>): Shelf => sharedShelf(entries)()

/** What the tabs of one browser share: each gets its own view, and hears of what the others do. */
export function sharedShelf(entries = new Map<MessageId, Entry>()): () => Shelf {
  const listeners = new Map<Shelf, () => void>()
  const say = (tab: Shelf) => {
    for (const [other, listener] of listeners) if (other !== tab) queueMicrotask(listener)
  }
  return () => {
    const tab: Shelf = {
      all: async () => [...entries.values()],
      put: async (entry) => {
        entries.set(entry.id, entry)
        say(tab)
        return true
      },
      remove: async (id) => {
        if (entries.delete(id)) say(tab)
      },
      has: async (id) => entries.has(id),
      clear: async () => {
        entries.clear()
        say(tab)
      },
      watch: (changed) => {
        listeners.set(tab, changed)
        return () => listeners.delete(tab)
      },
    }
    return tab
  }
}

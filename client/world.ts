import type { Replica } from './edit.ts'

/** Holds the replica. */
export interface World {
  get(): Replica
  /** Raised when answers to what was asked before may be older than the replica. */
  age(): number
  outdate(): void
  update(change: (replica: Replica) => Replica): void
  /** Puts a fresh copy in place of everything (S10). */
  startOver(replica: Replica): void
}

export function createWorld(first: Replica, changed: (now: Replica, before: Replica) => void): World {
  let replica = first
  let age = 0
  const set = (next: Replica) => {
    const before = replica
    replica = next
    if (next !== before) changed(next, before)
  }
  return {
    get: () => replica,
    age: () => age,
    update: (change) => set(change(replica)),
    outdate: () => void age++,
    startOver(next) {
      age++
      set(next)
    },
  }
}

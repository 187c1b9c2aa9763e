import type { Clock } from '../clock.ts'

/** A clock that stands still until a test moves it. */
export class TrialClock implements Clock {
  chance = 0.5
  #now = 1_800_000_000_000
  #timers = new Set<{ at: number; run: () => void }>()

  now(): number {
    return this.#now
  }
  random(): number {
    return this.chance
  }
  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, ms), run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }
  /** How many timers are set: none may be left behind. */
  get timers(): number {
    return this.#timers.size
  }

  /** Lets `ms` pass: timers run in their order, and after each one whatever it set off may settle. */
  async pass(ms: number): Promise<void> {
    await settled()
    const end = this.#now + ms
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at)
      this.#timers.delete(next)
      next.run()
      await settled()
    }
    this.#now = end
  }

  #next(end: number) {
    return [...this.#timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
  }
}

/** Everything that waits for nothing but other promises has run. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** Waits until a check no longer throws: for what a database or another thread does in its own time. */
export async function eventually(check: () => void | Promise<void>): Promise<void> {
  for (let last = 2000; ; last--) {
    try {
      return await check()
    } catch (error) {
      if (last === 0) throw error
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

/** Time and chance, lent to whoever needs them so that tests decide about both. */
export interface Clock {
  /** ms since 1970. */
  now(): number
  /** Runs once after `ms`; returns the way to call it off. */
  after(ms: number, run: () => void): () => void
  /** At least 0, less than 1. */
  random(): number
}

export function systemClock(): Clock {
  return {
    now: Date.now,
    random: Math.random,
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
  }
}

/** Resolves after `ms`, or at once when `signal` says so. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      cancel()
      signal.removeEventListener('abort', done)
      resolve()
    }
    const cancel = clock.after(ms, done)
    signal.addEventListener('abort', done)
  })
}

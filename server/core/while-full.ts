import { Refused } from '../../contract/errors.ts'
import { backoff } from './backoff.ts'
import { type Clock, pause } from './clock.ts'
import { isRefused } from './faults.ts'

const longestWait = 30_000

interface Patience {
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Whether another try may end differently. */
  passing(error: unknown): boolean
}

async function persist<Result>(write: () => Promise<Result>, { clock, signal, passing }: Patience): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await write()
    } catch (error) {
      if (!passing(error) || signal.aborted) throw error
      await pause(clock, Math.min(longestWait, 500 + backoff(tries, clock.random())), signal)
    }
  }
}

const isFull = (error: unknown) => isRefused(error, 'full')

/**
 * Repeats a write for as long as the disk is full (S16): what a network has told us exists nowhere else.
 * Any other refusal is the caller's, and so is `full` itself once `signal` is aborted.
 */
export function whileFull<Result>(write: () => Promise<Result>, clock: Clock, signal: AbortSignal): Promise<Result> {
  return persist(write, { clock, signal, passing: isFull })
}

/** Repeats a write that does no harm twice until it is stored or refused, also while the database is away. */
export function untilStored<Result>(write: () => Promise<Result>, clock: Clock): Promise<Result> {
  const passing = (error: unknown) => isFull(error) || !(error instanceof Refused)
  return persist(write, { clock, signal: new AbortController().signal, passing })
}

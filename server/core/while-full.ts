import { backoff } from './backoff.ts'
import { type Clock, pause } from './clock.ts'
import { isRefused } from './faults.ts'

const longestWait = 30_000

/**
 * Repeats a write for as long as the disk is full (S16): what a network has told us exists nowhere else.
 * Any other refusal is the caller's, and so is `full` itself once `signal` is aborted.
 */
export async function whileFull<Result>(write: () => Promise<Result>, clock: Clock, signal: AbortSignal): Promise<Result> {
  for (let tries = 0; ; tries++) {
    try {
      return await write()
    } catch (error) {
      if (!isRefused(error, 'full') || signal.aborted) throw error
      await pause(clock, Math.min(longestWait, 500 + backoff(tries, clock.random())), signal)
    }
  }
}

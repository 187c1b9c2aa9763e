const first = 1000
const cap = 5 * 60_000

/**
 * How long to wait before try number `tries` + 1, in ms: full jitter over an exponential from 1 s, at most 5 minutes,
 * but never less than the other side asked for (N12). `random` is in [0, 1).
 */
export function backoff(tries: number, random: number, retryAfterMs = 0): number {
  const most = Math.min(cap, first * 2 ** tries)
  return Math.max(Math.floor(random * most), retryAfterMs)
}

/** The random moments of one run, from a seed that is printed: `PARLEY_SEED=…` repeats them. */
export interface Chance {
  readonly seed: number
  /** A whole number from `first` to `last`. */
  between(first: number, last: number): number
}

/** Mulberry32: 32 bits of state are plenty for a handful of moments. */
export function createChance(seed = Number(process.env.PARLEY_SEED) || Math.floor(Math.random() * 2 ** 31)): Chance {
  let state = seed
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { seed, between: (first, last) => first + Math.floor(random() * (last - first + 1)) }
}

/** One after the other for all work on the same thing; different things do not wait for each other. */
export type Turns = <Result>(thing: string, work: () => Promise<Result>) => Promise<Result>

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return async (thing, work) => {
    const turn = (last.get(thing) ?? Promise.resolve()).then(work)
    const settled = turn.catch(() => undefined)
    last.set(thing, settled)
    try {
      return await turn
    } finally {
      if (last.get(thing) === settled) last.delete(thing)
    }
  }
}

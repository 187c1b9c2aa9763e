import type { Runner } from './runner.ts'

/**
 * A runner that closes in order: what was begun ends first, and what comes after rejects. A pool of connections by itself
 * would leave those waiting for ever who have not got a connection yet.
 */
export function gated(runner: Runner): Runner {
  let underWay = 0
  let closed: Promise<void> | null = null
  const idle = Promise.withResolvers<void>()
  const enter = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) throw new Error('The database is closed.')
    underWay += 1
    try {
      return await work()
    } finally {
      underWay -= 1
      if (closed && underWay === 0) idle.resolve()
    }
  }
  const finish = async () => {
    if (underWay > 0) await idle.promise
    await runner.close()
  }
  return {
    modes: runner.modes,
    run: (name, args) => enter(() => runner.run(name, args)),
    ready: () => enter(() => runner.ready()),
    close: () => (closed ??= finish()),
  }
}

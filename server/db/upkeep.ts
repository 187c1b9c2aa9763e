import type { Runner } from './runner.ts'

/** What the store does on its own, behind the callers' work. */
export interface Upkeep {
  /** Something may be left to erase. */
  begin(): void
  /** Resolves when the step under way is done; there is no further one. */
  stop(): Promise<void>
}

const step = 500

export function createUpkeep(run: Runner['run'], onError: (error: Error) => void): Upkeep {
  let stopped = false
  let wanted = false
  let underWay: Promise<void> | null = null
  const work = async () => {
    while (wanted && !stopped) {
      wanted = false
      while (!stopped && (await run('upkeep.sweep', { most: step })) !== 0);
    }
  }
  return {
    begin() {
      wanted = true
      underWay ??= work()
        .catch(onError)
        .finally(() => {
          underWay = null
        })
    },
    async stop() {
      stopped = true
      await underWay
    },
  }
}

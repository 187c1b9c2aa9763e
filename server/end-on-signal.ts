/** Whatever still hangs this many ms after the signal is cut off; whoever runs the server waits 5 s, then kills. */
const stopMs = 4_900

export interface Ending {
  /** Ends in order. */
  readonly stop: () => Promise<void>
  /** Whoever reads the log learns why it did not end in order. */
  readonly failed: (reason: unknown) => void
  readonly withinMs?: number
}

/** Ends this process when it is told to: exit code 0 in order, 1 when something failed or hung. A second signal ends it at once. */
export function endOnSignal({ stop, failed, withinMs = stopMs }: Ending): void {
  const fail = (reason: unknown) => {
    failed(reason)
    process.exit(1)
  }
  const end = () => {
    setTimeout(() => fail(new Error(`still busy after ${withinMs} ms`)), withinMs)
    stop().then(() => process.exit(0), fail)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end)
}

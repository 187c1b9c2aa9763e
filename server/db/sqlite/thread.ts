import { Worker } from 'node:worker_threads'
import { uncarried } from '../failures.ts'
import type { Modes, OperationName } from '../operations.ts'
import type { OnNews } from '../runner.ts'
import { createCalls } from './calls.ts'
import type { FromWorker, ToWorker, WorkerStart } from './protocol.ts'

/** The main thread's end of one worker. */
export interface Thread {
  readonly modes: Modes
  run(name: OperationName, args: unknown): Promise<unknown>
  /** Finishes what was asked for, then ends. */
  close(): Promise<void>
}

/** Resolves when the worker has opened the database; rejects with the reason when it cannot. */
export async function startThread(
  start: WorkerStart,
  { onNews, onError }: { onNews: OnNews; onError(error: Error): void },
): Promise<Thread> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start })
  const calls = createCalls((message) => worker.postMessage(message))
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const modes = await new Promise<Modes>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if ('ready' in message) resolve(message.ready)
      else if ('unusable' in message) reject(uncarried(message.unusable))
      else {
        calls.settle(message.responses)
        if (message.news.length > 0) onNews(message.news)
      }
    })
    worker.on('error', (error: Error) => {
      reject(error)
      onError(error)
    })
    worker.once('exit', () => {
      const error = new Error('The database thread has ended.')
      reject(error)
      calls.end(error)
    })
  })
  return {
    modes,
    run: calls.run,
    async close() {
      worker.postMessage({ close: true } satisfies ToWorker)
      await exited
    },
  }
}

import { Worker } from 'node:worker_threads'
import { uncarried } from '../failures.ts'
import type { OperationName } from '../operations.ts'
import type { OnNews } from '../runner.ts'
import type { FromWorker, Request, ToWorker, WorkerStart } from './protocol.ts'

/** The main thread's end of one worker. */
export interface Thread {
  run(name: OperationName, args: unknown): Promise<unknown>
  /** Finishes what was asked for, then ends. */
  close(): Promise<void>
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: unknown): void
}

/** Resolves when the worker has opened the database; rejects with the reason when it cannot. */
export async function startThread(
  start: WorkerStart,
  { onNews, onError }: { onNews: OnNews; onError(error: Error): void },
): Promise<Thread> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start })
  const waiting = new Map<number, Waiting>()
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  const receive = (message: Extract<FromWorker, { responses: unknown }>) => {
    for (const response of message.responses) {
      const one = waiting.get(response.id)
      waiting.delete(response.id)
      if (response.ok) one?.resolve(response.result)
      else one?.reject(uncarried(response.error))
    }
    if (message.news.length > 0) onNews(message.news)
  }
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if ('ready' in message) resolve()
      else if ('unusable' in message) reject(uncarried(message.unusable))
      else receive(message)
    })
    worker.on('error', (error: Error) => {
      reject(error)
      onError(error)
    })
    worker.once('exit', () => {
      const error = new Error('The database thread has ended.')
      reject(error)
      fail(error)
    })
  })
  const post = (message: ToWorker) => worker.postMessage(message)
  return {
    run: asking(post, waiting),
    async close() {
      post({ close: true })
      await ended
    },
  }
}

/** What is asked within one turn of the event loop goes over together. */
function asking(post: (message: ToWorker) => void, waiting: Map<number, Waiting>): Thread['run'] {
  let last = 0
  let collected: Request[] = []
  const flush = () => {
    const requests = collected
    collected = []
    post({ requests })
  }
  return (name, args) =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      if (collected.push({ id: last, name, args }) === 1) queueMicrotask(flush)
    })
}

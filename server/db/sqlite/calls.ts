import { uncarried } from '../failures.ts'
import type { OperationName } from '../operations.ts'
import type { Request, Response, ToWorker } from './protocol.ts'

/** Calls that wait for a worker's answer. */
export interface Calls {
  run(name: OperationName, args: unknown): Promise<unknown>
  settle(responses: readonly Response[]): void
  /** Nobody answers any more: what waits and what is still to come rejects. */
  end(error: Error): void
}

interface Waiting {
  resolve(result: unknown): void
  reject(error: unknown): void
}

export function createCalls(post: (message: ToWorker) => void): Calls {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let ended: Error | null = null
  let collected: Request[] = []
  const take = (id: number) => {
    const call = waiting.get(id)
    waiting.delete(id)
    return call
  }
  const flush = () => {
    const requests = collected
    collected = []
    try {
      post({ requests })
    } catch {
      for (const request of requests) postAlone(request)
    }
  }
  // One of them cannot be copied to another thread: that is its own caller's bug only.
  const postAlone = (request: Request) => {
    try {
      post({ requests: [request] })
    } catch (error) {
      take(request.id)?.reject(error)
    }
  }
  return {
    run: (name, args) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended)
        last += 1
        waiting.set(last, { resolve, reject })
        // What is asked within one turn of the event loop goes over together.
        if (collected.push({ id: last, name, args }) === 1) queueMicrotask(flush)
      }),
    settle(responses) {
      for (const response of responses) {
        const call = take(response.id)
        if (response.ok) call?.resolve(response.result)
        else call?.reject(uncarried(response.error))
      }
    },
    end(error) {
      ended = error
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    },
  }
}

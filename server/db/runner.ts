import type { FeedName } from '../../contract/ids.ts'
import { type OperationName, operations, type Topic, type Topics } from './operations.ts'

/** Runs operations on one kind of database. */
export interface Runner {
  run(name: OperationName, args: unknown): Promise<unknown>
  ready(): Promise<void>
  close(): Promise<void>
}

export type OnNews = (feeds: readonly FeedName[]) => void

/** The operations' table as the methods of the store. */
export function topicsOn(run: Runner['run']): Topics {
  const topics = (Object.keys(operations) as Topic[]).map((topic) => {
    const methods = Object.keys(operations[topic]).map((method) => [method, (args: unknown) => run(`${topic}.${method}`, args)])
    return [topic, Object.fromEntries(methods)]
  })
  return Object.fromEntries(topics) as Topics
}

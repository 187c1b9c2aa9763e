import type { FeedName } from '../../contract/ids.ts'
import type { Modes, OperationName, Topics } from './operations.ts'

/** Runs operations on one kind of database. */
export interface Runner {
  readonly modes: Modes
  run(name: OperationName, args: unknown): Promise<unknown>
  ready(): Promise<void>
  close(): Promise<void>
}

export type OnNews = (feeds: readonly FeedName[]) => void

/** The operations as the methods of the store. */
export function topicsOn({ modes, run }: Runner): Topics {
  const topics: Record<string, Record<string, (args: unknown) => Promise<unknown>>> = {}
  for (const name of modes.keys()) {
    const [topic = '', method = ''] = name.split('.')
    topics[topic] = { ...topics[topic], [method]: (args) => run(name, args) }
  }
  return topics as unknown as Topics
}

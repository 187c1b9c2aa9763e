import type { Kysely } from 'kysely'
import type { FeedName } from '../../contract/ids.ts'
import type { Operation } from './operation.ts'
import { publish } from './publish.ts'
import type { Secrets } from './secrets.ts'
import type { Statements } from './statement.ts'
import type { Tables } from './tables.ts'
import { nothingTouched } from './touched.ts'

export interface Ground {
  readonly postgres: boolean
  readonly secrets: Secrets
  readonly statements: Statements
}
export interface Performed {
  readonly result: unknown
  /** Feeds that have news once this is committed. */
  readonly news: readonly FeedName[]
}

/** One operation inside a transaction that the caller has begun. */
export async function perform(db: Kysely<Tables>, ground: Ground, { operation, args }: Work): Promise<Performed> {
  const tx = { ...ground, db, touched: nothingTouched(), now: timeOf(args) }
  const result = await operation.run(tx, args)
  const news = operation.mode === 'write' ? await publish(tx) : []
  return { result, news }
}

export interface Work {
  readonly operation: Operation<unknown, unknown>
  readonly args: unknown
}

/** Callers that care for time pass it. */
function timeOf(args: unknown): number {
  const at = typeof args === 'object' && args !== null && 'at' in args ? args.at : undefined
  return typeof at === 'number' ? at : Date.now()
}

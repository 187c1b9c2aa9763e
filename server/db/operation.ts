import type { Kysely } from 'kysely'
import type { Secrets } from './secrets.ts'
import type { Statements } from './statement.ts'
import type { Tables } from './tables.ts'
import type { Touched } from './touched.ts'

/** What an operation works with: one transaction, and a list of what it has changed for whom. */
export interface Tx {
  readonly db: Kysely<Tables>
  readonly postgres: boolean
  readonly secrets: Secrets
  readonly statements: Statements
  readonly touched: Touched
  /** ms since 1970 */
  readonly now: number
}

export type Mode = 'read' | 'write'
export interface Operation<Args, Result> {
  readonly mode: Mode
  run(tx: Tx, args: Args): Promise<Result>
}

export const read = <Args, Result>(run: (tx: Tx, args: Args) => Promise<Result>): Operation<Args, Result> => ({ mode: 'read', run })
export const write = <Args, Result>(run: (tx: Tx, args: Args) => Promise<Result>): Operation<Args, Result> => ({ mode: 'write', run })

interface Lockable {
  forNoKeyUpdate(): this
}
/** Keeps rows as they were read until the commit. SQLite has one writer at a time, and no syntax for it. */
export const locked = <Query extends Lockable>(tx: Tx, query: Query): Query => (tx.postgres ? query.forNoKeyUpdate() : query)

/** Rows a statement can carry: PostgreSQL and SQLite limit the number of values. */
export function* chunks<Row>(rows: readonly Row[], size = 500): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size)
}

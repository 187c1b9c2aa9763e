import { closeSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely'
import type { Tables } from '../tables.ts'

export interface Connection {
  readonly db: Kysely<Tables>
  /** Runs a statement without result: BEGIN, COMMIT, SAVEPOINT … */
  exec(statement: string): void
  readonly inTransaction: boolean
  close(): void
}

/** Opens the database file, which only this server's user may read. */
export function connect(file: string, { readonly }: { readonly: boolean }): Connection {
  if (!readonly && file !== ':memory:') closeSync(openSync(file, 'a', 0o600))
  const database = new Database(file, { readonly })
  database.pragma('busy_timeout = 10000')
  if (!readonly) {
    database.pragma('journal_mode = WAL')
    // An acknowledged message survives a power cut.
    database.pragma('synchronous = FULL')
  }
  database.pragma('foreign_keys = ON')
  database.pragma('cache_size = -32000')
  database.pragma('temp_store = MEMORY')
  const prepared = preparing(database)
  return {
    db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare: prepared, close: () => database.close() } }) }),
    exec: (statement) => void prepared(statement).run([]),
    get inTransaction() {
      return database.inTransaction
    },
    close: () => database.close(),
  }
}

const mostPrepared = 500

/** Kysely prepares each statement anew, which costs as much as running a small one. Keeps those that were used last. */
function preparing(database: Database.Database): (text: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>()
  return (text) => {
    const statement = kept.get(text) ?? (database.prepare(text) as SqliteStatement)
    kept.delete(text)
    kept.set(text, statement)
    const [oldest] = kept.keys()
    if (kept.size > mostPrepared && oldest !== undefined) kept.delete(oldest)
    return statement
  }
}

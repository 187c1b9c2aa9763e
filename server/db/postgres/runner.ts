import { CompiledQuery, type DatabaseConnection, Kysely, PostgresDialect } from 'kysely'
import { Pool, types } from 'pg'
import { codeOf, explained } from '../failures.ts'
import { checkKeys, migrate } from '../migrate.ts'
import { modes, operationNamed } from '../operations.ts'
import { type Ground, type Performed, perform, type Work } from '../perform.ts'
import type { OnNews, Runner } from '../runner.ts'
import { createSecrets, type KeyRing } from '../secrets.ts'
import type { Tables } from '../tables.ts'

interface Options {
  readonly url: string
  readonly keys: KeyRing
  readonly onNews: OnNews
  readonly onError: (error: Error) => void
}

const int8 = 20

/** The same operations on PostgreSQL, one transaction each, in this thread. */
export async function openPostgres({ url, keys, onNews, onError }: Options): Promise<Runner> {
  const getTypeParser: typeof types.getTypeParser = (oid: number, format?: unknown) =>
    // Times and counters stay far below 2^53.
    oid === int8 && format !== 'binary' ? Number : types.getTypeParser(oid, format as 'text')
  const pool = new Pool({ connectionString: url, max: 10, types: { getTypeParser } })
  // The pool listens only to those that nobody uses at the moment, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', ({ message }) => onError(new Error(`PostgreSQL: ${message}`))))
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool, onCreateConnection }) })
  const ground: Ground = { postgres: true, secrets: createSecrets(keys), statements: new Map() }
  try {
    await migrate(db, true)
    await checkKeys(db, ground.secrets)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return {
    modes,
    async run(name, args) {
      const { result, news } = await persistently(db, ground, { operation: operationNamed(name), args })
      if (news.length > 0) onNews(news)
      return result
    },
    async ready() {
      await db.selectFrom('feeds').select('feed').limit(1).execute()
    },
    close: () => db.destroy(),
  }
}

/**
 * Each of our queries follows an index, in its order. The planner would rather collect all rows and sort them where a table has
 * grown faster than its statistics: 50 ms instead of 1 for a page of a conversation of 60,000 messages.
 */
async function onCreateConnection(connection: DatabaseConnection): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw('set enable_bitmapscan = off'))
  await connection.executeQuery(CompiledQuery.raw('set jit = off'))
}

/** Two writers got in each other's way: neither has stored anything, so the one who lost begins again. */
const collisions = new Set(['40001', '40P01', '23505'])
const mostTries = 8

async function persistently(db: Kysely<Tables>, ground: Ground, work: Work): Promise<Performed> {
  const reading = work.operation.mode === 'read'
  const transaction = reading
    ? db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
    : db.transaction().setIsolationLevel('read committed')
  for (let tried = 1; ; tried += 1) {
    try {
      return await transaction.execute((tx) => perform(tx, ground, work))
    } catch (error) {
      if (tried === mostTries || !collisions.has(codeOf(error))) throw explained(error)
    }
  }
}

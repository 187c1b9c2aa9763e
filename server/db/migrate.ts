import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { start } from './migrations/0001-start.ts'
import type { Secrets } from './secrets.ts'
import type { Tables } from './tables.ts'

const migrations = (postgres: boolean): Record<string, Migration> => ({
  '0001-start': start(postgres),
})

/** Brings the database to this release's form: forward only, all of the way or not at all. Throws a sentence for whoever runs the server when that is not possible. */
export async function migrate(db: Kysely<Tables>, postgres: boolean, known = migrations(postgres)): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
  const unknown = (await applied(db)).filter((name) => !(name in known))
  if (unknown.length > 0) {
    throw new Error(
      `This database was written by a newer release of Parley (${unknown.join(', ')}). Start that release, or restore a backup.`,
    )
  }
  await whole(db, postgres, async () => {
    const { error } = await migrator.migrateToLatest()
    if (error) throw new Error('The database could not be brought up to date; it was left as it was.', { cause: error })
  })
}

/** On PostgreSQL Kysely itself makes one transaction of all migrations. SQLite can do it as well, but Kysely believes that it cannot. */
async function whole(db: Kysely<Tables>, postgres: boolean, run: () => Promise<void>): Promise<void> {
  if (postgres) return run()
  await sql`begin immediate`.execute(db)
  try {
    await run()
    await sql`commit`.execute(db)
  } catch (error) {
    // With a full disk SQLite has rolled back already.
    await sql`rollback`.execute(db).catch(() => {})
    throw error
  }
}

async function applied(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  return rows.map(({ name }) => name)
}

/** Throws a sentence when accounts were sealed with a key that is not at hand: found out now, not when the first one connects. */
export async function checkKeys(db: Kysely<Tables>, secrets: Secrets): Promise<void> {
  const lost = await db
    .selectFrom('accounts')
    .select('secret_key')
    .where('secret_key', 'not in', ['', ...secrets.keys])
    .executeTakeFirst()
  if (!lost) return
  throw new Error('The passwords of linked accounts were sealed with another key. Start Parley with the secret it had before.')
}

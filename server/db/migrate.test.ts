import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, test } from 'vitest'
import { migrate } from './migrate.ts'
import { start } from './migrations/0001-start.ts'
import { connect } from './sqlite/connection.ts'
import type { Tables } from './tables.ts'

const first = { '0001-start': start(false) }
const second: Migration = {
  up: async (db) => {
    await db.schema.alterTable('users').addColumn('motto', 'text').execute()
  },
}
const breaking: Migration = {
  up: async (db) => {
    await db.schema.createTable('half').addColumn('id', 'text').execute()
    throw new Error('broken in the middle')
  },
}

const names = async (db: Kysely<Tables>) =>
  (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map(({ name }) => name)
const columns = async (db: Kysely<Tables>, table: string) =>
  (await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db)).rows.map(({ name }) => name)

async function older() {
  const connection = connect(':memory:', { readonly: false })
  await migrate(connection.db, false, first)
  return connection
}

test('a database of an older release is brought up to date, once', async () => {
  const { db, close } = await older()
  await migrate(db, false, { ...first, '0002-motto': second })
  await migrate(db, false, { ...first, '0002-motto': second })
  expect(await names(db)).toEqual(['0001-start', '0002-motto'])
  expect(await columns(db, 'users')).toContain('motto')
  close()
})

test('a migration that breaks leaves the database as it was', async () => {
  const { db, close } = await older()
  await expect(migrate(db, false, { ...first, '0002-motto': second, '0003-breaking': breaking })).rejects.toThrow('left as it was')
  expect(await names(db)).toEqual(['0001-start'])
  expect(await columns(db, 'half')).toEqual([])
  expect(await columns(db, 'users')).not.toContain('motto')
  close()
})

import { Kysely, SqliteDialect } from 'kysely'
import { expect, test } from 'vitest'
import type { Tx } from './operation.ts'
import { createSecrets } from './secrets.ts'
import { statement } from './statement.ts'
import type { Tables } from './tables.ts'
import { nothingTouched } from './touched.ts'

/** A transaction that answers each statement with its own text and values. */
function echoing(): Tx & { readonly asked: { sql: string; values: readonly unknown[] }[] } {
  const asked: { sql: string; values: readonly unknown[] }[] = []
  const prepare = (sql: string) => ({
    reader: true,
    all: (values: readonly unknown[]) => {
      asked.push({ sql, values })
      return []
    },
    run: () => ({ changes: 0, lastInsertRowid: 0 }),
    iterate: () => [].values(),
  })
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: { prepare, close() {} } }) })
  return {
    db,
    asked,
    postgres: false,
    secrets: createSecrets({ current: new Uint8Array(32) }),
    statements: new Map(),
    touched: nothingTouched(),
    now: 0,
  }
}

test('a statement is put together once for each shape, and gets new values each time', async () => {
  const tx = echoing()
  let built = 0
  const find = statement(({ db }: Tx, { login, names }: { login: string | undefined; names: readonly string[] }) => {
    built += 1
    const query = db.selectFrom('users').select('id').where('name', 'in', names)
    return login === undefined ? query : query.where('login', '=', login)
  })
  await find(tx, { login: 'a', names: ['x'] })
  await find(tx, { login: 'b', names: ['y'] })
  await find(tx, { login: 'c', names: ['y', 'z'] })
  await find(tx, { login: undefined, names: ['y'] })
  expect(built).toBe(3)
  expect(tx.asked.map(({ values }) => values)).toEqual([['x', 'a'], ['y', 'b'], ['y', 'z', 'c'], ['y']])
  expect(tx.asked[0]?.sql).toBe(tx.asked[1]?.sql)
})

test('rows keep their values apart, null among them', async () => {
  const tx = echoing()
  const add = statement(({ db }: Tx, { rows }: { rows: readonly Tables['feeds'][] }) => db.insertInto('feeds').values(rows))
  const rows = (head: number) => [
    { feed: 'a', head, floor: 0 },
    { feed: 'b', head: 2, floor: null as never },
  ]
  await add(tx, { rows: rows(1) })
  await add(tx, { rows: rows(7) })
  expect(tx.asked.map(({ values }) => values)).toEqual([
    ['a', 1, 0, 'b', 2, null],
    ['a', 7, 0, 'b', 2, null],
  ])
})

test('long lists are put together each time', async () => {
  const tx = echoing()
  let built = 0
  const find = statement(({ db }: Tx, { names }: { names: readonly string[] }) => {
    built += 1
    return db.selectFrom('users').select('id').where('name', 'in', names)
  })
  const names = Array.from({ length: 9 }, (_, i) => `n${i}`)
  await find(tx, { names })
  await find(tx, { names })
  expect([built, tx.asked[1]?.values]).toEqual([2, names])
})

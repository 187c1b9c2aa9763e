import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPostgres, type Postgres, startPostgres } from '../../e2e/worlds/postgres.ts'
import { openStore } from './open.ts'
import type { Store } from './store.ts'
import { suites } from './suites/all.ts'

const bin = await findPostgres()
let postgres: Postgres | null = null
beforeAll(async () => {
  postgres = bin ? await startPostgres(bin) : null
})
afterAll(() => postgres?.stop())

if (!bin) {
  test.skipIf(process.env.CI !== 'true')('PostgreSQL is not installed (no /usr/lib/postgresql): the storage suite', () => {
    throw new Error('PostgreSQL is not installed, and with CI=true nothing may be skipped.')
  })
}

test.runIf(bin)('what was asked before the database closes is answered, what comes after is rejected', async () => {
  const url = (await postgres?.database()) ?? ''
  const store = await openStore({ url, key: randomBytes(32), onError: (error) => expect.fail(error.message) })
  // Many more than there are connections.
  const before = Array.from({ length: 50 }, () => store.users.claimed())
  const closed = store.close()
  const during = store.users.claimed()
  await expect(during).rejects.toThrow('The database is closed.')
  expect(await Promise.all(before)).toEqual(Array(50).fill(false))
  await closed
  await expect(store.ready()).rejects.toThrow('The database is closed.')
})

describe.runIf(bin).each(suites)('PostgreSQL: %s', (_name, suite) => {
  let store: Store
  const faults: Error[] = []
  beforeAll(async () => {
    const url = (await postgres?.database()) ?? ''
    store = await openStore({ url, key: randomBytes(32), onError: (error) => faults.push(error) })
  })
  afterAll(async () => {
    await store.close()
    if (faults.length > 0) throw new AggregateError(faults)
  })
  suite(() => store)
})

import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import { openStore } from './open.ts'
import type { Store } from './store.ts'
import { suites } from './suites/all.ts'

describe.each(suites)('SQLite: %s', (_name, suite) => {
  let store: Store
  let folder: string
  const faults: Error[] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-db-'))
    store = await openStore({ url: `sqlite:${folder}/parley.db`, key: randomBytes(32), onError: (error) => faults.push(error) })
  })
  afterAll(async () => {
    await store.close()
    await rm(folder, { recursive: true })
    if (faults.length > 0) throw new AggregateError(faults)
  })
  suite(() => store)
})

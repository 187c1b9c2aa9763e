import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { createSecrets } from '../secrets.ts'
import { newId, settings } from '../suites/kit.ts'
import { type Connection, connect } from './connection.ts'
import { readAlone, writeTogether } from './groups.ts'
import type { Request } from './protocol.ts'

const ground = { postgres: false, secrets: createSecrets({ current: randomBytes(32) }), statements: new Map() }
let folder: string
let connection: Connection

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-groups-'))
  connection = connect(join(folder, 'parley.db'), { readonly: false })
  await migrate(connection.db, false)
})
afterEach(async () => {
  connection.close()
  await rm(folder, { recursive: true })
})

let last = 0
const adding = (login: string, name = login): Request => {
  last += 1
  const home = { account: newId(), network: 'house', address: login }
  return { id: last, name: 'users.add', args: { id: newId(), login, name, passwordHash: 'h', admin: false, settings, home, at: 1 } }
}
const write = (requests: readonly Request[]) => writeTogether({ connection, ground, requests })
const known = async (login: string) => {
  const outcome = await readAlone({ connection, ground, requests: [{ id: 0, name: 'users.byLogin', args: { login } }] })
  return outcome.responses[0]
}

test('one that is refused takes nothing of its group with it', async () => {
  const { responses, news } = await write([adding('a'), adding('a', 'again'), adding('b')])
  expect(responses).toMatchObject([{ ok: true }, { ok: false, error: { refused: 'conflict' } }, { ok: true }])
  expect(news).toHaveLength(2)
  expect(await known('a')).toMatchObject({ ok: true, result: { passwordHash: 'h' } })
  expect(await known('b')).toMatchObject({ ok: true, result: { passwordHash: 'h' } })
})

test('a bug in one is told to its caller, and the others go on', async () => {
  const broken: Request = { id: 999, name: 'users.add', args: { nothing: true } }
  const { responses } = await write([adding('a'), broken, adding('b')])
  expect(responses).toMatchObject([{ ok: true }, { id: 999, ok: false, error: { refused: null } }, { ok: true }])
  expect((await write([{ id: 7, name: 'users.nonsense', args: {} }])).responses).toMatchObject([{ ok: false, error: { refused: null } }])
})

test('S16 when the disk is full what does not fit is refused, what fits is stored, and reading goes on', async () => {
  await write([adding('before')])
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(connection.db)
  await sql`pragma max_page_count = ${sql.lit((rows[0]?.page_count ?? 0) + 2)}`.execute(connection.db)
  const big = adding('big', 'x'.repeat(100_000))
  const small = adding('small')
  const { responses } = await write([big, small])
  expect(responses).toMatchObject([
    { id: big.id, ok: false, error: { refused: 'full', message: "The server's disk is full. Nothing was lost; try again later." } },
    { id: small.id, ok: true },
  ])
  expect(await known('before')).toMatchObject({ ok: true, result: { passwordHash: 'h' } })
  expect(await known('big')).toMatchObject({ ok: true, result: null })
  expect(await known('small')).toMatchObject({ ok: true, result: { passwordHash: 'h' } })
  await sql`pragma max_page_count = 100000`.execute(connection.db)
  expect((await write([adding('big', 'x'.repeat(100_000))])).responses).toMatchObject([{ ok: true }])
})

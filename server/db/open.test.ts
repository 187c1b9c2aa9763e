import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from './open.ts'
import { connect } from './sqlite/connection.ts'
import { linked, newUser, seen, settings } from './suites/kit.ts'

const key = randomBytes(32)
const onError = (error: Error) => {
  throw error
}
let folder: string
const file = () => join(folder, 'parley.db')
const open = (more: { key?: Uint8Array } = {}) => openStore({ url: `sqlite:${file()}`, key, onError, ...more })

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-open-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a database is opened again with everything in it', async () => {
  const first = await open()
  const alice = await linked(first)
  const before = await seen(first, alice)
  await first.close()
  const second = await open()
  expect(await seen(second, alice)).toEqual(before)
  await second.ready()
  await second.close()
})

test('only the server’s own user may read the file', async () => {
  const store = await open()
  await store.close()
  expect((await stat(file())).mode & 0o777).toBe(0o600)
})

test('a database of a newer release is refused in a sentence, and left as it is', async () => {
  await (await open()).close()
  const connection = connect(file(), { readonly: false })
  await sql`insert into kysely_migration (name, timestamp) values ('0999-future', '2099')`.execute(connection.db)
  connection.close()
  await expect(open()).rejects.toThrow('This database was written by a newer release of Parley (0999-future).')
})

test('another key is refused in a sentence, an older one on the ring is fine', async () => {
  const store = await open()
  const { account } = await linked(store)
  await store.close()
  await expect(open({ key: randomBytes(32) })).rejects.toThrow('sealed with another key')
  const rotated = await openStore({ url: `sqlite:${file()}`, key: { current: randomBytes(32), older: [key] }, onError })
  expect((await rotated.accounts.get({ account }))?.secret).toBe('secret')
  await rotated.close()
})

test('what is no database, and a URL that is none, are refused', async () => {
  await expect(openStore({ url: 'mysql:x', key, onError })).rejects.toThrow('not the URL of a database')
  await expect(openStore({ url: `sqlite:${folder}/no/such/folder.db`, key, onError })).rejects.toThrow('ENOENT')
})

test('after close nothing is taken any more', async () => {
  const store = await open()
  const { user } = await newUser(store)
  await store.close()
  await expect(store.users.get({ user })).rejects.toThrow('The database is closed.')
})

test('what was asked before the database closes is answered, what comes after is rejected, and closing twice is closing', async () => {
  const store = await open()
  const { user } = await newUser(store)
  const before = store.users.get({ user })
  const closed = store.close()
  const during = Promise.allSettled([store.users.get({ user }), store.users.update({ user, name: 'Late' })])
  const again = store.close()
  expect((await before).id).toBe(user)
  await closed
  await again
  const after = await Promise.allSettled([store.users.get({ user }), store.users.update({ user, name: 'Later' }), store.ready()])
  expect((await during).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(after.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
})

test('N3 nothing that was acknowledged is lost when the process is killed while it writes', async () => {
  const program = join(folder, 'writing.mjs')
  await writeFile(program, writing(file()))
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === 300) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  const store = await open()
  for (const login of acknowledged) expect(await store.users.byLogin({ login })).toMatchObject({ passwordHash: 'h' })
  await store.close()
})

/** A program that adds users, ten at a time, for ever, and names each one that the store has acknowledged. */
const writing = (path: string) => `
  import { randomUUID } from 'node:crypto'
  import { openStore } from ${JSON.stringify(new URL('./open.ts', import.meta.url).href)}
  const key = Buffer.from(${JSON.stringify(key.toString('hex'))}, 'hex')
  const store = await openStore({ url: 'sqlite:' + ${JSON.stringify(path)}, key, onError: (error) => { throw error } })
  await Promise.all(Array.from({ length: 10 }, async () => {
    for (;;) {
      const login = randomUUID()
      const home = { account: randomUUID(), network: 'house', address: login }
      const user = { id: randomUUID(), login, name: 'n', passwordHash: 'h', admin: false, settings: ${JSON.stringify(settings)}, home, at: 1 }
      await store.users.add(user)
      console.log(login)
    }
  }))
`

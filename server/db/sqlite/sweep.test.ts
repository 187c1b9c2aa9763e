import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { operationNamed } from '../operations.ts'
import { perform } from '../perform.ts'
import { createSecrets } from '../secrets.ts'
import { newId, said, settings } from '../suites/kit.ts'
import { connect } from './connection.ts'

test('what a removed account leaves behind goes bit by bit, and all of it', async () => {
  const { db, close } = connect(':memory:', { readonly: false })
  await migrate(db, false)
  const ground = { postgres: false, secrets: createSecrets({ current: randomBytes(32) }), statements: new Map() }
  const run = async (name: Parameters<typeof operationNamed>[0], args: unknown) =>
    (await perform(db, ground, { operation: operationNamed(name), args })).result
  const [user, account] = [newId<string>(), newId<string>()]
  const home = { account: newId(), network: 'house', address: 'a' }
  const me = { key: 'me', name: 'Me', address: 'me' }
  await run('users.add', { id: user, login: 'a', name: 'A', passwordHash: 'h', admin: false, settings, home, at: 1 })
  await run('accounts.add', { id: account, user, network: 'xmpp', address: 'a@x', settings: {}, secret: '', me, at: 1 })
  await run('ingest.apply', { account, epoch: null, at: 1, events: ['a', 'b', 'c'].map((text) => said(text)) })
  await run('accounts.remove', { account, user })
  const counts: unknown[] = []
  for (let left: unknown = 1; left !== 0; counts.push(left)) left = await run('upkeep.sweep', { most: 2 })
  expect(counts).toEqual([2, 1, 1, 0])
  for (const table of ['messages', 'message_keys', 'conversations', 'memberships'] as const) {
    expect(await db.selectFrom(table).selectAll().execute(), table).toEqual([])
  }
  close()
})

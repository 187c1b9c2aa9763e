import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStore } from '../server/db/open.ts'
import type { ConversationKey, MessageKey, PersonKey } from '../server/networks/network.ts'
import { type Figure, percentile } from './figure.ts'
import { newUser } from './people.ts'

const messages = 1_000_000
const rounds = 300

/** One conversation with a first message, made the way networks make it; the rest is copied beside it. */
async function seed(url: string, key: Uint8Array) {
  const store = await openStore({ url, key, onError: console.error })
  const owner = newUser('reader')
  await store.users.add(owner)
  const place = { account: owner.home.account, key: 'c:1' as ConversationKey }
  const from = { key: 'friend' as PersonKey, name: 'Friend', address: 'friend' }
  await store.ingest.apply({
    account: place.account,
    epoch: null,
    at: 1,
    events: [
      { type: 'conversation', key: place.key, kind: 'direct', address: 'friend', person: from },
      { type: 'member', conversation: place.key, person: 'me', state: 'joined' },
      {
        type: 'message',
        live: true,
        message: {
          conversation: place.key,
          keys: ['m:1' as MessageKey],
          from,
          at: 1,
          kind: 'text',
          text: 'one line of usual length, no more than that',
        },
      },
    ],
  })
  const conversation = await store.conversations.byKey(place)
  await store.close()
  return { user: owner.id, conversation }
}

function copyMessages(file: string): void {
  const database = new Database(file)
  const columns = (database.pragma('table_info(messages)') as { name: string }[]).map(({ name }) => name)
  const copied = columns.map((name) =>
    name === 'id' ? "printf('%08x-0000-7000-8000-%012x', i, i)" : name === 'at' ? 'i * 1000' : `"${name}"`,
  )
  database.exec(
    `with recursive n(i) as (select 2 union all select i + 1 from n where i < ${messages}) insert into messages select ${copied.join(', ')} from n, (select * from messages limit 1)`,
  )
  database.close()
}

export async function history(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-'))
  const file = join(folder, 'parley.db')
  const key = randomBytes(32)
  const place = await seed(`sqlite:${file}`, key)
  copyMessages(file)
  const store = await openStore({ url: `sqlite:${file}`, key, onError: console.error })
  const open: number[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await store.messages.page({ ...place, limit: 50 })
    open.push(performance.now() - began)
  }
  await store.close()
  await rm(folder, { recursive: true })
  const value = Math.round(percentile(open, 0.95) * 100) / 100
  return [
    {
      name: `open a conversation of ${messages.toLocaleString('en')} messages`,
      value,
      unit: 'ms',
      bound: 'most',
      target: 20,
      how: `newest 50 messages from SQLite, p95 of ${rounds}; the first, cold one took ${(open[0] ?? 0).toFixed(1)} ms`,
    },
  ]
}

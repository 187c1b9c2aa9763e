import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { v7 as uuid } from 'uuid'
import type { AccountId } from '../contract/ids.ts'
import { startServer, type TrialServer } from '../server/gateway/trial/server.ts'
import type { PersonKey } from '../server/networks/network.ts'
import { type Figure, percentile } from './figure.ts'
import { createFirehose } from './firehose.ts'
import { newUser } from './people.ts'

const readers = 20
const rate = 2_000
const seconds = 10
const burst = 20_000

async function addReader({ store, sessions, engine }: TrialServer, name: string): Promise<string> {
  const user = newUser(name)
  await store.users.add(user)
  const account = uuid() as AccountId
  const me = { key: 'me' as PersonKey, name, address: name }
  await store.accounts.add({ id: account, user: user.id, network: 'firehose', address: name, settings: {}, secret: '', me, at: Date.now() })
  await engine.wake(account)
  return (await sessions.open(user.id, 'bench')).token
}

/** `rate` messages a second for `seconds`, spread evenly over every 10 ms. */
async function steadily(next: () => Promise<void>): Promise<number> {
  const began = performance.now()
  const stored: Promise<void>[] = []
  for (let sent = 0; sent < rate * seconds; ) {
    const due = Math.floor(((performance.now() - began) / 1000) * rate)
    while (sent < due) {
      stored.push(next())
      sent++
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await Promise.all(stored)
  return (performance.now() - began) / 1000
}

/** All at once, with as many under way as there are accounts. */
async function flatOut(next: () => Promise<void>): Promise<number> {
  const began = performance.now()
  let left = burst
  const lane = async () => {
    while (left-- > 0) await next()
  }
  await Promise.all(Array.from({ length: readers * 10 }, lane))
  return burst / ((performance.now() - began) / 1000)
}

export async function ingest(): Promise<Figure[]> {
  const hose = createFirehose()
  const server = await startServer({ more: [hose.network] })
  const tokens: string[] = []
  for (let number = 0; number < readers; number++) tokens.push(await addReader(server, `reader-${number}`))
  await hose.online(readers)
  const browsers = new Worker(new URL('./reader.ts', import.meta.url), { workerData: { base: server.base, tokens } })
  await once(browsers, 'message')
  browsers.postMessage(rate * seconds)
  const took = await steadily(hose.next)
  const [delays] = (await once(browsers, 'message')) as [number[]]
  const flat = await flatOut(hose.next)
  await browsers.terminate()
  await server.stop()
  const ms = (share: number) => Math.round(percentile(delays, share) * 10) / 10
  return [
    {
      name: 'messages through ingest, held',
      value: Math.round((rate * seconds) / took),
      unit: '/s',
      bound: 'least',
      target: rate * 0.99,
      how: `${rate}/s offered for ${seconds} s to ${readers} accounts on SQLite, every one pushed to a browser`,
    },
    {
      name: 'browser push p50 at that rate',
      value: ms(0.5),
      unit: 'ms',
      bound: 'most',
      target: 15,
      how: `network → ingest → socket, in the browser; p95 ${ms(0.95)} ms`,
    },
    {
      name: 'messages through ingest, flat out',
      value: Math.round(flat),
      unit: '/s',
      bound: 'least',
      target: rate,
      how: `${burst} messages, 200 under way`,
    },
  ]
}

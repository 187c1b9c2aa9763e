import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { v7 as uuid } from 'uuid'
import type { AccountId } from '../contract/ids.ts'
import { startParley } from '../e2e/worlds/parley.ts'
import { type Prosody, startProsody } from '../e2e/worlds/prosody.ts'
import { openStore } from '../server/db/open.ts'
import { personKey } from '../server/networks/xmpp/keys.ts'
import type { Figure } from './figure.ts'
import { newUser } from './people.ts'
import { settledKiB } from './process.ts'

const accounts = 500

async function register({ register }: Prosody): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let number = next++; number < accounts; number = next++) await register(`user${number}`, 'secret')
  }
  await Promise.all(Array.from({ length: 4 }, lane))
}

/** As if `accounts` people had linked their accounts: one user each. */
async function link(file: string, key: Uint8Array): Promise<void> {
  const store = await openStore({ url: `sqlite:${file}`, key, onError: console.error })
  for (let number = 0; number < accounts; number++) {
    const jid = `user${number}@xmpp.test`
    const owner = newUser(`user${number}`)
    await store.users.add(owner)
    const me = { key: personKey(jid), name: `user${number}`, address: jid }
    await store.accounts.add({
      id: uuid() as AccountId,
      user: owner.id,
      network: 'xmpp',
      address: jid,
      settings: { jid },
      secret: 'secret',
      me,
      at: Date.now(),
    })
  }
  await store.close()
}

async function online(url: string): Promise<void> {
  for (;;) {
    const text = await (await fetch(`${url}/metrics`)).text()
    if (Number(text.match(/^parley_sessions_online (\d+)/m)?.[1]) >= accounts) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

export async function xmppAccounts(): Promise<Figure[]> {
  const prosody = await startProsody()
  await register(prosody)
  const key = randomBytes(32)
  const parley = await startParley({ services: [prosody.directService], env: { PARLEY_SECRET: key.toString('base64') } })
  // The first start compiles, and keeps what it compiled: only the second is like all others.
  await parley.halt()
  await parley.start()
  const empty = await settledKiB(parley.pid())
  await parley.halt()
  await link(join(parley.folder, 'data', 'parley.db'), key)
  await parley.start()
  const began = performance.now()
  await online(parley.url)
  const took = (performance.now() - began) / 1000
  const full = await settledKiB(parley.pid())
  await parley.stop()
  await prosody.stop()
  return [
    {
      name: `memory per XMPP account, ${accounts} online`,
      value: Math.round((full - empty) / accounts),
      unit: 'KiB',
      bound: 'most',
      target: 80,
      how: `resident memory of the server with them less without (${Math.round(empty / 1024)} MiB); all online in ${took.toFixed(0)} s`,
    },
  ]
}

import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEngine } from '../../core/create-engine.ts'
import type { Engine } from '../../core/engine.ts'
import { createLogins } from '../../core/logins.ts'
import { createClaim } from '../../core/people/claim.ts'
import { createPasswords } from '../../core/people/passwords.ts'
import { createSessions } from '../../core/people/sessions.ts'
import { TrialLog } from '../../core/trial/log.ts'
import { openStore } from '../../db/open.ts'
import { networks as allNetworks } from '../../networks/index.ts'
import type { Network } from '../../networks/network.ts'
import { createGateway, type GatewayRules } from '../gateway.ts'
import type { PageHandler } from '../http/pages.ts'
import { listen } from '../listen.ts'

const rules: GatewayRules = {
  signUp: 'open',
  guests: true,
  metrics: 'local',
  behindProxy: false,
  limits: false,
  developing: false,
}

interface TrialOptions {
  readonly rules?: Partial<GatewayRules>
  /** Where people reach it; decides about cookies. */
  readonly url?: string
  readonly pages?: PageHandler
  readonly now?: () => number
  /** Beside the usual networks. */
  readonly more?: readonly Network[]
}

/** The whole server on a database and a port of its own, without pages. */
export async function startServer(options: TrialOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'parley-gateway-'))
  const file = join(folder, 'parley.db')
  const parts = await build(file, options)
  const { gateway, engine, store, logins } = parts
  if (options.pages) gateway.showPages(options.pages)
  await listen(gateway.server, { host: '127.0.0.1', port: 0 })
  await engine.start()
  const base = `http://127.0.0.1:${(gateway.server.address() as AddressInfo).port}`
  return {
    ...parts,
    base,
    file,
    /** Sends JSON as a page of this server would. */
    post: (path: string, body: unknown, headers: Record<string, string> = {}) =>
      fetch(base + path, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }),
    get: (path: string, headers: Record<string, string> = {}) => fetch(base + path, { headers }),
    stop: async () => {
      logins.close()
      await gateway.close()
      await engine.drain(1_000)
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
}

async function build(file: string, { now = Date.now, url = 'http://parley.test', rules: chosen, more = [] }: TrialOptions) {
  const log = new TrialLog()
  const store = await openStore({ url: `sqlite:${file}`, key: new Uint8Array(32), onError: (err) => log.error({ err }, 'database') })
  const deliver: Engine['deliver'] = (...args) => engine.deliver(...args)
  const networks = [
    ...allNetworks({ book: store.house, now, toy: true, deliver: (person, batch) => deliver('house', person, batch) }),
    ...more,
  ]
  const engine = createEngine({ store, networks, services: [], node: 'trial', log })
  const sessions = createSessions({ store, now })
  const logins = createLogins({ store, engine, now })
  const claim = await createClaim(store)
  const core = { store, engine, networks, home: networks[0] as Network, log, now }
  const passwords = createPasswords()
  const gateway = createGateway({ ...core, logins, sessions, claim, passwords, url, rules: { ...rules, ...chosen } })
  return { ...core, logins, sessions, claim, gateway }
}
export type TrialServer = Awaited<ReturnType<typeof startServer>>

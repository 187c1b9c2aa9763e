import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Logger, pino } from 'pino'
import type { Parts } from './core/commands/parts.ts'
import { createEngine } from './core/create-engine.ts'
import type { Engine } from './core/engine.ts'
import { createLogins } from './core/logins.ts'
import { createClaim } from './core/people/claim.ts'
import { keepHouseDaily } from './core/people/housekeeping.ts'
import { createPasswords } from './core/people/passwords.ts'
import { firstSettings } from './core/people/register.ts'
import { createSessions } from './core/people/sessions.ts'
import { openStore } from './db/open.ts'
import type { Store } from './db/store.ts'
import { type Ending, endOnSignal } from './end-on-signal.ts'
import { createGateway } from './gateway/gateway.ts'
import { listen } from './gateway/listen.ts'
import { arePagesBuilt, openNextPages } from './gateway/next-pages.ts'
import { helperUser } from './networks/house/helper/user.ts'
import { networks as createNetworks } from './networks/index.ts'
import type { PersonKey } from './networks/network.ts'
import { CannotStart } from './settings/cannot-start.ts'
import { readSettings, type Settings } from './settings/read.ts'
import { readSecretKey } from './settings/secret-key.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const developing = process.env.PARLEY_DEV === '1'
/** Sessions may take this many ms to hang up; with what else has to end, stopping stays under 5 s. */
const drainMs = 3_000

/** Starts everything, in the order in which things need each other. Returns how to stop it. */
async function start(): Promise<Ending> {
  const settings = readSettings(process.env, process.cwd())
  if (!developing && !arePagesBuilt(folder)) throw new CannotStart('The pages are not built yet. Use “npm start”, or “npm run build” once.')
  const log = createLog(settings.log)
  const store = await openDatabase(settings, log)
  const { engine, networks, home } = createCore(settings, store, log)
  catchStrays(engine, log)
  const { gateway, claim, endErrands } = await createFront(settings, { store, engine, networks, home, log })
  await listen(gateway.server, settings)
  await engine.start()
  const pages = await openNextPages({ server: gateway.server, folder, developing, host: settings.host, port: settings.port })
  gateway.showPages(pages.show)
  const running = `Parley is running at ${settings.url}`
  // In one piece: whoever waits for the first line has the second one with it.
  say(claim.token ? `${running}\nWhoever opens this link first becomes the administrator: ${settings.url}/claim/${claim.token}` : running)
  const stop = async () => {
    endErrands()
    await gateway.close()
    await engine.drain(drainMs)
    await store.close()
  }
  return { stop, failed: (err) => log.error({ err }, 'not stopped in order') }
}

type Core = Pick<Parts, 'store' | 'engine' | 'networks' | 'home'> & { readonly log: Logger }

async function openDatabase({ data, database, secret }: Settings, log: Logger): Promise<Store> {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 })
    return await openStore({ url: database, key: secret ?? readSecretKey(data), onError: (err) => log.error({ err }, 'database') })
  } catch (error) {
    if (error instanceof CannotStart) throw error
    log.debug({ err: error }, 'no database')
    throw new CannotStart(`The database cannot be used: ${error instanceof Error ? error.message : error}`)
  }
}

function createCore({ services, port }: Settings, store: Store, log: Logger) {
  // The house hands what its people say to one another to the engine, and the engine runs the house.
  const deliver: Engine['deliver'] = (...args) => engine.deliver(...args)
  const networks = createNetworks({ book: store.house, now: Date.now, deliver: (person, batch) => deliver('house', person, batch) })
  const engine = createEngine({ store, networks, services, node: `${hostname()}:${port}`, log })
  const home = networks.find(({ shared }) => shared)
  if (!home) throw new Error('no network of our own')
  return { engine, networks, home }
}

async function createFront(settings: Settings, core: Core) {
  const { store, engine, log } = core
  const now = Date.now
  const helper = helperUser({ settings: firstSettings, at: now() })
  if (!(await store.house.person({ key: helper.id as string as PersonKey }))) await store.users.add(helper)
  const sessions = createSessions({ store, now })
  const logins = createLogins({ store, engine, now })
  const claim = await createClaim(store)
  // Named one by one: the gateway spreads its rules, and `settings.log` is not the log.
  const { signUp, guests, metrics, limits, proxy: behindProxy } = settings
  const rules = { signUp, guests, metrics, limits, behindProxy, developing }
  const gateway = createGateway({ ...core, sessions, logins, claim, rules, url: settings.url, passwords: createPasswords(), now })
  const endHousekeeping = keepHouseDaily({ store, sessions, log, connected: gateway.connected, now })
  return {
    gateway,
    claim,
    endErrands: () => {
      endHousekeeping()
      logins.close()
    },
  }
}

/** What a network's code throws where nobody can catch it ends that session (N14); anything else ends the process. */
function catchStrays(engine: Engine, log: Logger): void {
  const stray = (err: unknown) => {
    if (engine.blame(err)) return
    log.fatal({ err }, 'crashed')
    process.exit(1)
  }
  process.on('uncaughtException', stray)
  process.on('unhandledRejection', stray)
}

function createLog(level: string): Logger {
  const hidden = ['password', 'secret', 'token', 'cookie', 'authorization', 'text', 'body']
  // Logs go to stderr: what is said to the operator in words goes to stdout.
  return pino({ level, redact: { paths: hidden.flatMap((name) => [name, `*.${name}`]), censor: '(hidden)' } }, pino.destination(2))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<void> {
  try {
    endOnSignal(await start())
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(error.exitCode)
  }
}

await main()

import { afterEach, describe, expect, test } from 'vitest'
import { Abilities } from '../../contract/abilities.ts'
import type { AccountId } from '../../contract/ids.ts'
import { disagreements } from './agreement.ts'
import type { Account, Batch, Network, Person, Session } from './network.ts'
import { NetworkError } from './network.ts'

/** What the suite needs to try a network. Servers that it talks to are started by whoever calls the suite. */
export interface Trial {
  readonly network: Network
  /** An account that works. Left out: the suite signs in through the network's first login with `answers`. */
  readonly account?: { readonly me: Person; readonly settings: Account['settings']; readonly secret: string }
  readonly answers?: Readonly<Record<string, string>>
  /** Endpoints to sign in to. */
  readonly services?: Account['services']
  /** Someone to write to, and something that is no address. */
  readonly somebody: string
  readonly nonsense: string
  /** For networks that look up what they have stored. */
  store?(batch: Batch): Promise<void>
  close?(): Promise<void>
}

interface Played {
  readonly session: Session
  readonly batches: readonly Batch[]
  readonly told: readonly string[]
  start(): Running
}
interface Running {
  readonly online: Promise<void>
  /** Resolves with the end of `run`. */
  stop(): Promise<unknown>
}
type Online = () => Promise<Played & Running & { readonly trial: Trial }>

/** The contract, tried on one network: every network runs it (docs/networks.md). */
export function describeNetwork(name: string, make: () => Trial | Promise<Trial>): void {
  describe(`${name} keeps the contract`, () => {
    const closing: (() => Promise<unknown> | undefined)[] = []
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) await close()
    })
    const stage = async () => {
      const trial = await make()
      closing.push(async () => trial.close?.())
      return trial
    }
    const online: Online = async () => {
      const trial = await stage()
      const played = await play(trial)
      const run = played.start()
      closing.push(run.stop)
      await run.online
      return { trial, ...played, ...run }
    }
    describeManners(stage)
    describeSessions(stage, online)
    describeTalk(online)
  })
}

function describeManners(stage: () => Promise<Trial>) {
  test('it introduces itself in a form that browsers understand', async () => {
    const { network } = await stage()
    expect(network.id).toMatch(/^[a-z][a-z0-9-]*$/)
    expect(network.name).not.toBe('')
    expect(network.mark).toMatch(/^.{1,2}$/u)
    expect(Abilities.parse(network.abilities)).toEqual(network.abilities)
  })

  test('it reads addresses, the same however often, and says null to what is none', async () => {
    const { network, somebody, nonsense } = await stage()
    const read = network.address(somebody)
    expect(read?.kind).toBe('person')
    expect(network.address(` ${read?.text} `)).toEqual(read)
    expect(network.address(nonsense)).toBeNull()
    expect(network.address('')).toBeNull()
  })

  test('each of its logins begins with a step that can be drawn, and can be called off', async () => {
    const { network, services } = await stage()
    for (const { id } of network.logins) {
      const login = network.startLogin(id, { services: services ?? [] })
      const step = await login.next({})
      expect(['form', 'visit', 'scan']).toContain(step.ask)
      if (step.ask === 'form') expect(new Set(step.fields.map((field) => field.id)).size).toBe(step.fields.length)
      login.cancel()
    }
  })

  test('a login that it does not have is refused', async () => {
    const { network } = await stage()
    expect(() => network.startLogin('no such login', { services: [] })).toThrow(NetworkError)
  })

  test('N10 facets and abilities agree', async () => {
    const trial = await stage()
    const { session } = await play(trial)
    expect(disagreements(trial.network, session)).toEqual([])
  })
}

function describeSessions(stage: () => Promise<Trial>, online: Online) {
  test('opening a session does nothing by itself', async () => {
    const { batches, told } = await play(await stage())
    expect(batches).toEqual([])
    expect(told).toEqual([])
  })

  test('N2 run comes online and resolves as stopped when it is told to', async () => {
    const { stop, told } = await online()
    expect(told).toContain('online')
    expect(await stop()).toEqual({ why: 'stopped' })
  })

  test('N2 run resolves as stopped when it was told to before it began', async () => {
    const { session } = await play(await stage())
    expect(await session.run(AbortSignal.abort())).toEqual({ why: 'stopped' })
  })

  test('N4 batches are plain data and small', async () => {
    const { session, trial, batches } = await online()
    await session.converse(trial.somebody)
    for (const batch of batches) {
      expect(structuredClone(batch)).toEqual(batch)
      expect(batch.events.length).toBeLessThanOrEqual(50)
    }
  })
}

function describeTalk(online: Online) {
  test('N1 the same address is the same conversation, and it is stored before its key is known', async () => {
    const { session, trial, batches } = await online()
    const key = await session.converse(trial.somebody)
    const named = batches.flatMap((batch) => batch.events).filter((event) => event.type === 'conversation' && event.key === key)
    expect(named.length).toBeGreaterThan(0)
    expect(await session.converse(trial.somebody)).toBe(key)
  })

  test('an address that is none is refused in words', async () => {
    const { session, trial } = await online()
    await expect(session.converse(trial.nonsense)).rejects.toBeInstanceOf(NetworkError)
  })

  test('N1 a sent message has keys, the same ones when a repeat is harmless', async () => {
    const { session, trial } = await online()
    const conversation = await session.converse(trial.somebody)
    const message = { conversation, txn: '01900000-0000-7000-8000-000000000001', body: { kind: 'text', text: 'hello' } } as const
    const first = await session.send(message)
    if (trial.network.abilities.confirms === 'answer') expect(first.state).toBe('sent')
    if (first.state !== 'sent') return
    expect(first.keys.length).toBeGreaterThan(0)
    if (!trial.network.abilities.safeResend) return
    expect(await session.send(message)).toMatchObject({ state: 'sent', keys: first.keys })
  })
}

async function play(trial: Trial): Promise<Played> {
  const batches: Batch[] = []
  const told: string[] = []
  let cameOnline = () => {}
  const account: Account = {
    id: '01900000-0000-7000-8000-00000000000a' as AccountId,
    ...(await credentials(trial)),
    services: trial.services ?? [],
    checkpoint: null,
    async emit(batch) {
      await trial.store?.(batch)
      batches.push(batch)
    },
    hint: (hint) => void told.push(hint.type),
    state(state) {
      told.push(state)
      if (state === 'online') cameOnline()
    },
    log: () => undefined,
  }
  const session = trial.network.open(account)
  const start = () => {
    const stopper = new AbortController()
    const isOnline = new Promise<void>((resolve) => {
      cameOnline = resolve
    })
    const ended = session.run(stopper.signal)
    const early = ended.then((end) => {
      throw new Error(`it ended before it was online: ${JSON.stringify(end)}`)
    })
    return {
      online: Promise.race([isOnline, early]),
      stop: () => {
        stopper.abort()
        return ended
      },
    }
  }
  return { session, batches, told, start }
}

async function credentials({ network, account, answers = {}, services = [] }: Trial) {
  if (account) return account
  const login = network.startLogin(network.logins[0]?.id ?? '', { services })
  await login.next({})
  const result = await login.next(answers)
  if (result.ask !== 'nothing') throw new Error(`the login asks for more: ${JSON.stringify(result)}`)
  return { me: result.me, settings: result.settings, secret: result.secret }
}

import { test as base, expect } from '@playwright/test'
import { lacking } from '../../scripts/system.mjs'
import { type Caller, signUp } from '../worlds/caller.ts'
import { type Parley, type ParleyOptions, startParley } from '../worlds/parley.ts'
import { type Prosody, startProsody } from '../worlds/prosody.ts'
import { type Peer, startSlixmpp } from '../worlds/slixmpp.ts'
import { type Chance, createChance } from './chance.ts'

/** Part of every text that is sent here, so that it can be looked for where it must not be. */
const confidential = 'confidential'
export const line = (name: string, number: number) => `${confidential} ${name} ${number}`
export const lines = (name: string, count: number) => Array.from({ length: count }, (_, index) => line(name, index + 1))

const xmppPassword = (user: string) => `sesame-of-${user}`

/** Servers and people of one test, none of them shared with another. */
export class Town {
  readonly #ends: (() => unknown)[] = []
  readonly #servers: Parley[] = []
  readonly #secrets: string[] = [confidential]

  /** With everything it logs, and without the rate limits that a thousand messages at once would meet. */
  async parley(options: ParleyOptions = {}): Promise<Parley> {
    const parley = await startParley({ ...options, env: { PARLEY_LIMITS: 'off', PARLEY_LOG: 'debug', ...options.env } })
    this.#servers.push(parley)
    this.atEnd(() => parley.stop())
    return parley
  }

  async prosody(people: readonly string[], extra = ''): Promise<Prosody> {
    const missing = lacking('prosody', 'openssl', 'python3-slixmpp')
    base.skip(missing.length > 0, `not installed: ${missing.join(' ')}`)
    const prosody = await startProsody({ extra })
    this.atEnd(() => prosody.stop())
    for (const user of people) {
      this.#secrets.push(xmppPassword(user))
      await prosody.register(user, xmppPassword(user))
    }
    return prosody
  }

  async signUp(parley: Parley, login: string): Promise<Caller> {
    const caller = await signUp(parley.url, login)
    this.#secrets.push(caller.token, `password-of-${login}`)
    this.atEnd(() => caller.close())
    return caller
  }

  /** Somebody on XMPP, with another client; a cut of the network does not touch him. */
  async peer(prosody: Prosody, user: string): Promise<Peer> {
    const { domain, wiredPort: port, caPem } = prosody
    const peer = await startSlixmpp({ jid: `${user}@${domain}`, password: xmppPassword(user), port, caPem })
    this.atEnd(() => peer.stop())
    return peer
  }

  /** Links an account on Prosody; resolves with its id. */
  async link(caller: Caller, address: string): Promise<string> {
    const { login } = await caller.ask('login.start', { network: 'xmpp', flow: 'password' })
    const { step } = await caller.ask('login.next', {
      login,
      answers: { address, password: xmppPassword(address.split('@')[0] ?? '') },
    })
    if (step.ask !== 'done') throw new Error(`${address} could not be linked: ${step.error}`)
    return step.account
  }

  /** The direct chat with somebody on this server. */
  async direct(caller: Caller, login: string): Promise<string> {
    const home = (await caller.all('account')).find(({ entity }) => entity.network === 'house')
    const { conversation } = await caller.ask('conversation.start', { account: home?.id, address: login })
    return conversation
  }

  /** From now on no log may hold it. */
  secret(text: string): string {
    this.#secrets.push(text)
    return text
  }

  atEnd(end: () => unknown): void {
    this.#ends.unshift(end)
  }

  /** What no log may hold: passwords, tokens and what people say to each other. */
  leaks(): string[] {
    const written = this.#servers.map((server) => server.output()).join('\n')
    return this.#secrets.filter((secret) => written.includes(secret))
  }

  async close(): Promise<void> {
    for (const end of this.#ends) await end()
  }
}

interface Fixtures {
  readonly town: Town
  readonly chance: Chance
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: playwright reads the names of what is destructured, here none
  town: async ({}, use) => {
    const town = new Town()
    try {
      await use(town)
    } finally {
      await town.close()
    }
    expect(town.leaks(), 'secrets in the log').toEqual([])
  },
  // biome-ignore lint/correctness/noEmptyPattern: see above
  chance: async ({}, use, info) => {
    const chance = createChance()
    info.annotations.push({ type: 'seed', description: String(chance.seed) })
    process.stdout.write(`${info.title}: PARLEY_SEED=${chance.seed}\n`)
    await use(chance)
  },
})

export { expect }

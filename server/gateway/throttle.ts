import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { CommandName } from '../../contract/commands.ts'
import { Refused } from '../../contract/errors.ts'
import type { UserId } from '../../contract/ids.ts'

/** Points per seconds. */
interface Rate {
  readonly points: number
  readonly duration: number
}

/** Sized for the busiest honest use: a browser that comes back after a week, an office behind one address. docs/settings.md lists them. */
export const rates = {
  user: { points: 1_200, duration: 10 },
  socket: { points: 400, duration: 10 },
  /** In KiB: what is written stays, and fills the disk. */
  text: { points: 4_000, duration: 60 },
  connect: { points: 300, duration: 30 },
  look: { points: 120, duration: 60 },
  signInFrom: { points: 60, duration: 300 },
  signInAs: { points: 10, duration: 300 },
  /** Against guessing one login from many addresses; far above what its owner would try. */
  signInAnywhere: { points: 100, duration: 3_600 },
  register: { points: 60, duration: 600 },
  /** Each browser keeps what it has seen: this is a page full of faces for each of many newcomers. */
  picture: { points: 6_000, duration: 60 },
} as const satisfies Record<string, Rate>

/** What costs the server or somebody else more than reading a row; everything else costs 1. docs/settings.md lists them. */
export const prices: Partial<Record<CommandName, number>> = {
  'sync.snapshot': 10,
  'me.update': 5,
  'contact.find': 5,
  'contact.add': 10,
  'room.list': 5,
  'room.create': 20,
  'room.invite': 10,
  'room.update': 10,
  'room.members': 5,
  'login.start': 20,
  'login.next': 40,
  'me.keep': 200,
  'invite.create': 10,
  'invite.accept': 20,
}

/** Each method rejects with Refused `throttled`, and says when to try again. */
export interface Throttle {
  command(asker: { user: UserId; socket: string }, name: CommandName, input?: unknown): Promise<void>
  connect(address: string): Promise<void>
  /** Reading what needs no session. */
  look(address: string): Promise<void>
  picture(address: string): Promise<void>
  signIn(address: string, login: string): Promise<void>
  /** The password was right: earlier slips do not count any more. */
  signedIn(address: string, login: string): Promise<void>
  register(address: string): Promise<void>
}

export function createThrottle({ on }: { on: boolean }): Throttle {
  const limiter = (name: keyof typeof rates) => new RateLimiterMemory({ ...rates[name], keyPrefix: name })
  const limiters = Object.fromEntries((Object.keys(rates) as (keyof typeof rates)[]).map((name) => [name, limiter(name)]))
  const pay = async (name: keyof typeof rates, key: string, points = 1) => {
    if (on) await limiters[name]?.consume(key, points).catch(refuse)
  }
  return {
    command: async ({ user, socket }, name, input) => {
      await pay('socket', socket, prices[name])
      await pay('user', user, prices[name])
      const kibibytes = Math.floor(textLength(input) / 1024)
      if (kibibytes > 0) await pay('text', user, kibibytes)
    },
    connect: (address) => pay('connect', address),
    look: (address) => pay('look', address),
    picture: (address) => pay('picture', address),
    signIn: async (address, login) => {
      await pay('signInFrom', address)
      await pay('signInAs', `${login} ${address}`)
      await pay('signInAnywhere', login)
    },
    signedIn: async (address, login) => {
      await limiters.signInAs?.delete(`${login} ${address}`)
    },
    register: (address) => pay('register', address),
  }
}

/** Of a message or a draft. Nobody has looked at the input's form yet. */
function textLength(input: unknown): number {
  const text = typeof input === 'object' && input !== null && 'text' in input ? input.text : ''
  return typeof text === 'string' ? text.length : 0
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason
  const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000))
  throw new Refused('throttled', `That was too much at once. Please try again in ${seconds} s.`, { retryAfterMs: seconds * 1000 })
}

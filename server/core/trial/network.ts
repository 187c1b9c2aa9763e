import type { Abilities } from '../../../contract/abilities.ts'
import {
  type Account,
  type Ended,
  type Network,
  NetworkError,
  type Outgoing,
  type OwnPresence,
  type Sent,
  type Session,
} from '../../networks/network.ts'

const abilities: Abilities = {
  textBytes: 1000,
  format: 'plain',
  confirms: 'answer',
  safeResend: false,
  history: 'none',
  contacts: 'network',
  contactRequests: 'none',
  groups: 'none',
  block: 'none',
  find: 'none',
  presence: 'native',
  invisible: 'none',
  typing: 'none',
  receipts: 'none',
  edits: 'none',
  deletes: 'none',
  reactions: 'none',
  replies: 'none',
  rooms: 'none',
  roomList: 'none',
  roomCreate: 'none',
  moderation: 'none',
  invites: 'none',
  files: 'none',
  fileBytes: 0,
  calls: 'none',
}

/** Shortly after a trial clock begins. */
const sentAt = 1_800_000_001_000

/** Why a session was lost. */
export const lost = (code: NetworkError['code'], retryAfterMs?: number) =>
  new NetworkError(code, `It is ${code}.`, retryAfterMs === undefined ? {} : { retryAfterMs })

/** One session of a test's network: what it was told, and the strings by which the test moves it. */
export class TrialSession implements Session {
  readonly account: Account
  readonly sent: Outgoing[] = []
  readonly told: OwnPresence[] = []
  /** Why it was told to stop; undefined while it was not. */
  stopped: unknown
  /** What `send` does; a test may make it hang, throw or reject. */
  answer: (message: Outgoing) => Promise<Sent> = async ({ txn }) => ({ state: 'sent', keys: [`key ${txn}` as never], at: sentAt })
  readonly presence = { set: async (presence: OwnPresence) => void this.told.push(presence) }
  readonly #script: Script
  readonly #ended = Promise.withResolvers<Ended>()

  constructor(account: Account, script: Script) {
    this.account = account
    this.#script = script
  }

  async run(stop: AbortSignal): Promise<Ended> {
    stop.addEventListener('abort', () => {
      this.stopped = stop.reason
      if (!this.#script.hangs) this.#ended.resolve({ why: 'stopped' })
    })
    this.account.state('connecting')
    this.#script.run?.(this)
    if (!this.#script.slow) this.account.state('online')
    return this.#ended.promise
  }

  send(message: Outgoing): Promise<Sent> {
    this.sent.push(message)
    return this.answer(message)
  }

  converse(address: string) {
    return Promise.resolve(address as never)
  }

  lose(error: NetworkError): void {
    this.#ended.resolve({ why: 'lost', error, wasOnline: true })
  }
}

export interface Script {
  readonly id?: string
  readonly alwaysOn?: boolean
  readonly shared?: boolean
  readonly safeResend?: boolean
  /** Does not hang up when it is told to. */
  hangs?: boolean
  /** Does not go online by itself. */
  slow?: boolean
  /** Called as the session starts; may throw, or end the session at once. */
  run?(session: TrialSession): void
  open?(account: Account): Session
}

/** A network that does what a test says. */
export interface TrialNetwork extends Network {
  /** Every session there ever was, oldest first. */
  readonly opened: TrialSession[]
  readonly script: Script
}

export function trialNetwork(script: Script = {}): TrialNetwork {
  const opened: TrialSession[] = []
  return {
    id: script.id ?? 'trial',
    name: 'Trial',
    mark: 'T',
    abilities: { ...abilities, safeResend: script.safeResend ?? false },
    shared: script.shared ?? false,
    alwaysOn: script.alwaysOn ?? true,
    logins: [],
    opened,
    script,
    startLogin: () => {
      throw new Error('nobody signs in here')
    },
    address: (text) => ({ kind: 'person', text }),
    open: (account) => {
      if (script.open) return script.open(account)
      const session = new TrialSession(account, script)
      opened.push(session)
      return session
    },
  }
}

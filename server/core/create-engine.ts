import { AsyncLocalStorage } from 'node:async_hooks'
import { Refused } from '../../contract/errors.ts'
import type { AccountId, UserId } from '../../contract/ids.ts'
import type { Hint, LinkState } from '../../contract/sync.ts'
import type { Store } from '../db/store.ts'
import { type Batch, type Network, NetworkError, type PersonKey, type Service, type Session } from '../networks/network.ts'
import { Attendance } from './attendance.ts'
import { type Clock, systemClock } from './clock.ts'
import { Dials } from './dials.ts'
import type { Engine } from './engine.ts'
import { asNetworkError } from './faults.ts'
import { Hints } from './hints.ts'
import { KeyIds } from './key-ids.ts'
import { Links } from './links.ts'
import { Listening } from './listening.ts'
import type { Log } from './log.ts'
import { Presence } from './presence.ts'
import { type Owner, Running } from './running.ts'
import type { Supervisor } from './supervisor.ts'

export interface EngineParts {
  readonly store: Store
  readonly networks: readonly Network[]
  readonly services: readonly Service[]
  /** Names this process among those on the same database; the same when it starts again. */
  readonly node: string
  readonly log: Log
  readonly clock?: Clock
}

export function createEngine(parts: EngineParts): Engine {
  return new LocalEngine(parts)
}

class LocalEngine implements Engine {
  readonly services: readonly Service[]
  readonly #parts: EngineParts
  readonly #clock: Clock
  readonly #networks: ReadonlyMap<string, Network>
  readonly #hints: Hints
  readonly #links: Links
  readonly #presence: Presence
  readonly #attendance: Attendance
  readonly #running: Running
  readonly #listening = new Map<AccountId, Listening>()
  /** Whose code runs, wherever its timers and sockets have taken it. */
  readonly #acting = new AsyncLocalStorage<Supervisor>()
  #drained = false

  constructor(parts: EngineParts) {
    const { store, log, services, networks, clock = systemClock() } = parts
    this.#parts = parts
    this.#clock = clock
    this.services = services
    this.#networks = new Map(networks.map((network) => [network.id, network]))
    this.#hints = new Hints(clock)
    this.#links = new Links(clock, (user, hint) => this.#hints.tell(user, [hint]))
    this.#attendance = new Attendance({
      clock,
      woke: (user) => void this.#woke(user),
      slept: (user) => this.#running.sleepAll(user),
      changed: (user) => this.#presence.moved(user),
    })
    this.#presence = new Presence({ users: store.users, log, attention: (user) => this.#attendance.attention(user) })
    this.#running = this.#createRunning()
  }

  start(): Promise<void> {
    return this.#running.start()
  }

  async drain(withinMs: number): Promise<void> {
    this.#drained = true
    this.#attendance.close()
    await this.#running.drain(withinMs)
    this.#hints.close()
    this.#links.close()
  }

  attach(user: UserId, socket: string): void {
    if (!this.#drained) this.#attendance.attach(user, socket)
  }

  detach(user: UserId, socket: string): void {
    if (!this.#drained) this.#attendance.detach(user, socket)
  }

  idle(user: UserId, socket: string, idle: boolean): void {
    this.#attendance.idle(user, socket, idle)
  }

  presenceChanged(user: UserId): Promise<void> {
    return this.#presence.chosen(user)
  }

  online(account: AccountId): Session {
    const session = this.#running.get(account)?.session
    if (session) return session
    throw new Refused('offline', sentences[this.#links.get(account)])
  }

  network(id: string): Network | undefined {
    return this.#networks.get(id)
  }

  wake(account: AccountId): Promise<void> {
    return this.#running.wake(account)
  }

  stop(account: AccountId): Promise<void> {
    return this.#running.stop(account)
  }

  outgoing(account: AccountId): void {
    this.#running.get(account)?.outbox.kick()
  }

  hints(user: UserId): readonly Hint[] {
    return [...this.#links.of(user), ...this.#hints.of(user)]
  }

  onHints(listener: (user: UserId, hints: readonly Hint[]) => void): () => void {
    return this.#hints.onHints(listener)
  }

  async deliver(network: string, person: PersonKey, { events, checkpoint }: Batch): Promise<void> {
    try {
      if (!this.#networks.get(network)?.shared) throw new NetworkError('bug', 'This network cannot deliver.', { cause: network })
      const found = await this.#parts.store.house.person({ key: person })
      if (!found) throw new NetworkError('not-found', 'There is nobody of that name.')
      const { account } = found
      const at = this.#clock.now()
      await this.#parts.store.ingest.apply({ account, epoch: null, events, at, ...(checkpoint === undefined ? {} : { checkpoint }) })
      this.#listening.get(account)?.learned()
    } catch (error) {
      throw asNetworkError(error)
    }
  }

  blame(error: unknown): boolean {
    const supervisor = this.#acting.getStore()
    if (!supervisor) return false
    const { account, network } = supervisor.parts
    this.#parts.log.error({ account, network: network.id, err: error }, 'a session threw where nobody could catch it')
    supervisor.blame(error)
    return true
  }

  figures() {
    const all = this.#running.all()
    return {
      sessions: all.length,
      online: all.filter(({ session }) => session !== null).length,
      waiting: this.#links.count('waiting'),
      queued: all.reduce((sum, { outbox }) => sum + outbox.pending, 0),
    }
  }

  #createRunning(): Running {
    const { store, node, log } = this.#parts
    return new Running({
      store,
      networks: this.#networks,
      services: this.services,
      node,
      clock: this.#clock,
      log,
      dials: new Dials(this.#clock),
      links: this.#links,
      awake: (user) => this.#attendance.awake(user),
      watch: (owner) => this.#watch(owner),
      ended: ({ user, account }) => {
        this.#listening.delete(account)
        this.#presence.ended(user, account)
      },
      within: (supervisor, run) => this.#acting.run(supervisor, run),
    })
  }

  #watch(owner: Owner) {
    const { user, account } = owner
    const listening = new Listening({
      ids: new KeyIds(account, this.#parts.store.ingest),
      clock: this.#clock,
      log: this.#parts.log,
      pass: (hint) => this.#hints.heard(owner, hint),
    })
    this.#listening.set(account, listening)
    return {
      opening: () => this.#presence.opening(user, account),
      online: (session: Session) => this.#presence.online(user, account, session),
      offline: () => {
        this.#presence.offline(user, account)
        this.#hints.ended(owner)
      },
      hint: listening.hear.bind(listening),
      stored: () => listening.learned(),
    }
  }

  async #woke(user: UserId): Promise<void> {
    try {
      await this.#running.wakeAll(user)
    } catch (error) {
      this.#parts.log.error({ user, err: error }, 'the accounts of a user could not be woken')
      this.#clock.after(wakeAgainMs, () => {
        if (this.#attendance.awake(user)) void this.#woke(user)
      })
    }
  }
}

/** After the database could not say which accounts a user has. */
const wakeAgainMs = 5000

const waiting = 'This account is not connected at the moment; Parley keeps trying.'
const sentences: Readonly<Record<LinkState, string>> = {
  asleep: 'This account is asleep.',
  connecting: 'This account is still connecting.',
  syncing: 'This account is still catching up.',
  online: waiting,
  waiting,
  'needs-you': 'This account waits for you: look at it under your accounts.',
  off: 'This account is switched off.',
}

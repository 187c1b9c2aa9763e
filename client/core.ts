import { createStore } from 'zustand/vanilla'
import type { ConversationId, MessageId, UserId } from '../contract/ids.ts'
import { protocol } from '../contract/limits.ts'
import type { Hint } from '../contract/sync.ts'
import type { State } from './client.ts'
import type { Connect, Connection, LocalFailure } from './connection.ts'
import type { Replica } from './edit.ts'
import { Follower } from './follow.ts'
import { HintBoard } from './hint-board.ts'
import { noHints } from './hints.ts'
import { localMessage } from './local-message.ts'
import { lockedBetweenTabs, Outbox } from './outbox.ts'
import { Pages } from './pages.ts'
import { apply, emptyReplica, hideLocal, isStored, showLocal, viewOf } from './replica.ts'
import type { Entry, Shelf } from './shelf.ts'
import { createWorld, type World } from './world.ts'

export interface CoreParts {
  readonly url?: string | undefined
  readonly token?: string | null | undefined
  readonly say: (failure: LocalFailure) => string
  readonly connect: Connect
  readonly shelf: (user: UserId) => Shelf
  readonly locks: LockManager | undefined
  /** So many conversations that were closed are kept fresh. */
  readonly keptClosed: number
}

/** What the manners of a client follow. */
export interface CoreListener {
  online(): void
  offline(): void
  /** `live`: it happened just now, rather than while this browser was away. */
  changed(now: State, before: State, live: boolean): void
}

const initial: State = { phase: 'loading', ...viewOf(emptyReplica), ...noHints }

/** Replica, connection and outbox as one: everything that has to be right. What is merely polite is in manners.ts. */
export class Core {
  readonly store = createStore<State>(() => initial)
  readonly connection: Connection
  readonly pages: Pages
  readonly outbox: Outbox
  readonly #parts: CoreParts
  readonly #world: World
  readonly #follower: Follower
  readonly #hints: HintBoard
  #listener: CoreListener | null = null
  #user: UserId | null = null

  constructor(parts: CoreParts) {
    this.#parts = parts
    this.connection = parts.connect({ url: parts.url, say: parts.say, listener: this.#connectionListener() })
    const { ask } = this.connection
    this.#world = createWorld(emptyReplica, (now) => this.#changed(now))
    this.#hints = new HintBoard((hinted) => this.store.setState(hinted))
    this.pages = new Pages({
      ask,
      world: this.#world,
      keptClosed: parts.keptClosed,
      started: (conversation) => this.#showEntries(conversation),
    })
    this.#follower = new Follower({
      ask,
      world: this.#world,
      caughtUp: () => this.#online(),
      // The feed of a large room is met when the room is joined or has grown: only its own messages may be missing.
      gap: (feed) => this.pages.reload(feed.slice('r:'.length) as ConversationId),
    })
    this.outbox = new Outbox({
      ask,
      age: () => this.#world.age(),
      exclusively: lockedBetweenTabs(parts.locks),
      show: (entry) => this.#showEntry(entry),
      gone: ({ id }) => this.#world.update((replica) => hideLocal(replica, id)),
      acknowledged: ({ id }, { rev, entity }) => this.#world.update((replica) => apply(replica, [{ kind: 'message', id, rev, entity }])),
    })
  }

  start(listener: CoreListener): void {
    this.#listener = listener
    this.connection.open()
  }

  /** The page came to the front again: timers may have slept, and the connection may be dead without knowing it. */
  wake(): void {
    this.connection.hurry()
    this.#follower.check()
  }

  isStored(message: MessageId): boolean {
    return isStored(this.#world.get(), message)
  }

  get state(): State {
    return this.store.getState()
  }

  stop(): void {
    this.#hangUp()
    this.outbox.stop()
  }

  /** Nothing of this user stays in the browser (S18). */
  async signedOut(): Promise<void> {
    this.#hangUp()
    this.#world.startOver(emptyReplica)
    this.store.setState({ ...initial, phase: 'signed-out' })
    await this.outbox.clear()
  }

  #connectionListener() {
    return {
      hello: () => ({ protocol, cursors: this.#follower.cursors, ...(this.#parts.token && { token: this.#parts.token }) }),
      up: () => {
        this.#hints.up()
        this.#follower.up()
      },
      down: () => this.#down(),
      sync: (sync: Parameters<Follower['received']>[0]) => this.#follower.received(sync),
      hints: (hints: readonly Hint[]) => this.#hints.received(hints),
      goodbye: (why: 'signed-out' | 'update') => {
        if (why === 'signed-out') return void this.signedOut()
        this.store.setState({ phase: 'update' })
      },
    }
  }

  #online(): void {
    this.store.setState({ phase: 'online' })
    this.pages.resume()
    this.outbox.resume()
    this.#listener?.online()
  }

  #down(): void {
    this.#pause()
    this.store.setState({ phase: this.state.me ? 'offline' : 'loading' })
  }

  #hangUp(): void {
    this.connection.close()
    this.#pause()
    this.#hints.stop()
  }

  #pause(): void {
    this.#follower.down()
    this.pages.pause()
    this.outbox.pause()
    this.#listener?.offline()
  }

  #changed(replica: Replica): void {
    const before = this.state
    this.store.setState(viewOf(replica))
    const now = this.state
    if (now.me && this.#user === null) {
      this.#user = now.me.id
      void this.outbox.start(this.#parts.shelf(now.me.id))
    }
    for (const [id, { last }] of Object.entries(now.conversations)) {
      if (last && before.conversations[id as ConversationId]?.last?.id !== last.id) this.#hints.arrived(id as ConversationId, last.from)
    }
    this.#listener?.changed(now, before, before.phase === 'online')
    this.pages.restore()
  }

  #showEntries(conversation: ConversationId): void {
    for (const entry of this.outbox.of(conversation)) this.#showEntry(entry)
  }

  #showEntry(entry: Entry): void {
    const message = localMessage(entry, this.state)
    if (message) this.#world.update((replica) => showLocal(replica, message))
  }
}

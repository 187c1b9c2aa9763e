import type { Conversation } from '../../contract/entities.ts'
import { Refused } from '../../contract/errors.ts'
import { FeedName, type UserId } from '../../contract/ids.ts'
import type { Change, Sync } from '../../contract/sync.ts'
import type { Store } from '../db/store.ts'

const pageSize = 200
/** Rooms above this have a feed of their own (S5). */
const largeRoom = 200

/** One browser that follows its user's feeds. */
export interface Reader {
  readonly user: UserId
  /** How far it has read each feed; a feed it does not name is followed from now on. */
  readonly cursors: Readonly<Record<string, number>>
  send(sync: Sync): void
  /** Resolves when the browser has taken what was sent. */
  drained(): Promise<void>
  /** The feeds cannot be read: the browser has to come back. */
  lost(error: unknown): void
}

export interface Feeds {
  /** Returns the way to stop. */
  follow(reader: Reader): () => void
  close(): void
}

export function createFeeds(store: Store): Feeds {
  const followers = new Map<FeedName, Set<Follower>>()
  const stop = store.onNews((feeds) => {
    for (const feed of feeds) for (const follower of followers.get(feed) ?? []) follower.ring(feed)
  })
  const doorbell: Doorbell = {
    listen: (feed, follower) => void followers.set(feed, (followers.get(feed) ?? new Set()).add(follower)),
    ignore: (feed, follower) => {
      const listening = followers.get(feed)
      if (listening?.delete(follower) && listening.size === 0) followers.delete(feed)
    },
  }
  return {
    follow: (reader) => {
      const follower = new Follower(store, doorbell, reader)
      void follower.start()
      return () => follower.stop()
    },
    close: stop,
  }
}

interface Doorbell {
  listen(feed: FeedName, follower: Follower): void
  ignore(feed: FeedName, follower: Follower): void
}

/** Reads pages for one browser: one read at a time, doorbells that ring meanwhile are one more. */
class Follower {
  readonly #store: Store
  readonly #doorbell: Doorbell
  readonly #reader: Reader
  readonly #cursors = new Map<FeedName, number>()
  readonly #due = new Set<FeedName>()
  #reading = false
  #over = false

  constructor(store: Store, doorbell: Doorbell, reader: Reader) {
    this.#store = store
    this.#doorbell = doorbell
    this.#reader = reader
  }

  async start(): Promise<void> {
    // S8: a change that is committed while the heads are being read rings, and is then read as well.
    this.#doorbell.listen(FeedName.parse(`u:${this.#reader.user}`), this)
    await this.#guarded(() => this.#adopt())
    this.ring()
  }

  stop(): void {
    this.#over = true
    for (const feed of [FeedName.parse(`u:${this.#reader.user}`), ...this.#cursors.keys()]) this.#doorbell.ignore(feed, this)
  }

  ring(feed?: FeedName): void {
    if (feed) this.#due.add(feed)
    if (!this.#reading) void this.#guarded(() => this.#read())
  }

  /** Begins to follow the feeds that were not known yet. */
  async #adopt(): Promise<void> {
    const heads = await this.#store.feeds.heads({ user: this.#reader.user })
    if (this.#over) return
    for (const [name, head] of Object.entries(heads)) {
      const feed = FeedName.parse(name)
      if (this.#cursors.has(feed)) continue
      this.#cursors.set(feed, this.#reader.cursors[feed] ?? head)
      this.#doorbell.listen(feed, this)
      this.#due.add(feed)
    }
  }

  async #read(): Promise<void> {
    this.#reading = true
    for (const feed of this.#due) {
      this.#due.delete(feed)
      await this.#readPage(feed)
      if (this.#over) return
    }
    this.#reading = false
  }

  async #readPage(feed: FeedName): Promise<void> {
    const from = this.#cursors.get(feed)
    // It rang before the heads were there; they make it due themselves.
    if (from === undefined) return
    const page = await this.#store.feeds.changes({ user: this.#reader.user, feed, from, limit: pageSize }).catch(forgiving)
    if (this.#over) return
    if (page === null) return this.#drop(feed)
    if (page.reset) return this.#startOver(feed)
    if (page.to === from) return
    this.#cursors.set(feed, page.to)
    if (page.more) this.#due.add(feed)
    this.#reader.send({ feed, from, to: page.to, changes: page.changes })
    await this.#followRooms(page.changes)
    await this.#reader.drained()
  }

  /** S10: an empty sync at the head. It cannot fit the browser's cursor, so the browser pulls, and is told to start over. */
  async #startOver(feed: FeedName): Promise<void> {
    const head = (await this.#store.feeds.heads({ user: this.#reader.user }))[feed]
    if (head === undefined) return this.#drop(feed)
    this.#cursors.set(feed, head)
    this.#due.add(feed)
    this.#reader.send({ feed, from: head, to: head, changes: [] })
  }

  #drop(feed: FeedName): void {
    this.#cursors.delete(feed)
    this.#doorbell.ignore(feed, this)
  }

  async #followRooms(changes: readonly Change[]): Promise<void> {
    const unknown = changes.some(({ kind, entity }) => kind === 'conversation' && entity && this.#isNewLargeRoom(entity))
    if (unknown) await this.#adopt()
  }

  #isNewLargeRoom({ id, members, state }: Conversation): boolean {
    return members > largeRoom && state === 'joined' && !this.#cursors.has(FeedName.parse(`r:${id}`))
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (!this.#over) this.#reader.lost(error)
      this.stop()
    }
  }
}

/** The user may have left the room of this feed a moment ago. */
function forgiving(error: unknown): null {
  if (error instanceof Refused && error.code === 'not-found') return null
  throw error
}

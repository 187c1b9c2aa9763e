import { Refused } from '../../contract/errors.ts'
import { FeedName, type UserId } from '../../contract/ids.ts'
import { limits } from '../../contract/limits.ts'
import type { Change, Sync } from '../../contract/sync.ts'
import type { Store } from '../db/store.ts'

const pageSize = 200

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
  /** Rooms this reader is in that have been asked about: without a feed of their own, unless they grow. */
  readonly #asked = new Set<string>()
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
    await this.#guarded(() => this.#adopt(this.#reader.cursors))
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

  /** Begins to follow the feeds that were not known yet: at first from where the browser stands, later from where they are. */
  async #adopt(cursors?: Reader['cursors']): Promise<void> {
    // A browser with nothing takes a snapshot, which names all its feeds.
    const fresh = cursors && Object.keys(cursors).length === 0
    const heads = await this.#store.feeds.heads({ user: this.#reader.user })
    if (this.#over) return
    for (const [name, head] of Object.entries(heads)) {
      const feed = FeedName.parse(name)
      if (this.#cursors.has(feed)) continue
      const from = cursors?.[feed]
      this.#cursors.set(feed, from ?? head)
      this.#doorbell.listen(feed, this)
      this.#due.add(feed)
      if (from === undefined && !fresh) this.#point(feed, head)
    }
  }

  /** An empty sync at the head. Where it does not fit the browser's cursor, or the browser has none, it asks for what it lacks. */
  #point(feed: FeedName, head: number): void {
    this.#reader.send({ feed, from: head, to: head, changes: [] })
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

  /** S10: the browser pulls, and is told to start over. */
  async #startOver(feed: FeedName): Promise<void> {
    const head = (await this.#store.feeds.heads({ user: this.#reader.user }))[feed]
    if (head === undefined) return this.#drop(feed)
    this.#cursors.set(feed, head)
    this.#due.add(feed)
    this.#point(feed, head)
  }

  #drop(feed: FeedName): void {
    this.#cursors.delete(feed)
    this.#asked.delete(feed.slice('r:'.length))
    this.#doorbell.ignore(feed, this)
  }

  async #followRooms(changes: readonly Change[]): Promise<void> {
    const unknown = changes.filter((change) => change.kind === 'conversation' && this.#mayHaveFeed(change))
    if (unknown.length > 0) await this.#adopt()
  }

  /** A room that has grown, or one he came into: it may have been large before, and is smaller now. */
  #mayHaveFeed({ id, entity }: Extract<Change, { kind: 'conversation' }>): boolean {
    const inside = entity?.kind === 'room' && entity.state === 'joined'
    const asked = this.#asked.has(id)
    if (inside) this.#asked.add(id)
    else this.#asked.delete(id)
    return inside && !this.#cursors.has(FeedName.parse(`r:${id}`)) && (entity.members > limits.fannedOut || !asked)
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

import type { CommandName, Input } from '../contract/commands.ts'
import type { FeedName } from '../contract/ids.ts'
import type { Sync } from '../contract/sync.ts'
import type { Ask } from './connection.ts'
import { apply, fromSnapshot } from './replica.ts'
import type { World } from './world.ts'

interface Parts {
  readonly ask: Ask
  readonly world: World
  /** Nothing is missing any more on this connection. */
  caughtUp(): void
  /** A feed was met of which an unknown part was missed. */
  gap(feed: FeedName): void
}

/** Keeps the replica at the heads of its feeds (S8–S11). */
export class Follower {
  readonly #parts: Parts
  #cursors: Record<FeedName, number> = {}
  #connected = false
  /** Raised with each connection and each start over: answers to what was asked before are of no interest any more. */
  #era = 0
  /** Feeds that are being pulled, and whether they have to be pulled once more. */
  readonly #pulling = new Map<FeedName, boolean>()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** How far each feed has been read; empty as long as there was no snapshot. */
  get cursors(): Readonly<Record<FeedName, number>> {
    return this.#cursors
  }

  up(): void {
    this.#connected = true
    void this.#start()
  }

  down(): void {
    this.#connected = false
    this.#era++
  }

  received(sync: Sync): void {
    if (this.#feeds.length === 0) return
    const known = this.#cursors[sync.feed]
    if (known !== undefined && known !== sync.from) return void this.#pull(sync.feed)
    this.#advance(sync)
    if (known === undefined) this.#meet(sync.feed)
  }

  /** Asks whether something was missed, and so finds out whether the connection is alive. */
  check(): void {
    if (this.#connected) for (const feed of this.#feeds) void this.#pull(feed)
  }

  /** Messages have moved from one feed to another: what was asked before may hold some that have changed in the new one since. */
  #meet(feed: FeedName): void {
    this.#parts.world.outdate()
    this.#parts.gap(feed)
    void this.#start()
  }

  get #feeds(): FeedName[] {
    return Object.keys(this.#cursors) as FeedName[]
  }

  async #start(): Promise<void> {
    const era = ++this.#era
    this.#pulling.clear()
    if (this.#feeds.length === 0) {
      const answer = await this.#insist('sync.snapshot', {})
      if (!answer?.ok || era !== this.#era) return
      this.#cursors = { ...answer.result.cursors }
      this.#parts.world.startOver(fromSnapshot(answer.result))
    }
    // Also right after a snapshot: what the server pushed while it was under way has been ignored.
    await Promise.all(this.#feeds.map((feed) => this.#pull(feed)))
    if (era === this.#era) this.#parts.caughtUp()
  }

  #startOver(): void {
    this.#cursors = {}
    void this.#start()
  }

  async #pull(feed: FeedName): Promise<void> {
    if (this.#pulling.has(feed)) return void this.#pulling.set(feed, true)
    const era = this.#era
    let more = true
    while (era === this.#era && (more || this.#pulling.get(feed))) {
      this.#pulling.set(feed, false)
      more = await this.#pullOnce(feed)
    }
    if (era === this.#era) this.#pulling.delete(feed)
  }

  async #pullOnce(feed: FeedName): Promise<boolean> {
    const era = this.#era
    const answer = await this.#insist('sync.pull', { feed, from: this.#cursors[feed] ?? 0 })
    if (!answer || era !== this.#era) return false
    if (answer.ok && !answer.result.reset) {
      this.#advance(answer.result)
      return answer.result.more
    }
    // A room's feed ends when its reader leaves the room.
    if (!answer.ok && feed.startsWith('r:')) delete this.#cursors[feed]
    else this.#startOver()
    return false
  }

  #advance({ feed, to, changes }: Sync): void {
    this.#cursors[feed] = Math.max(to, this.#cursors[feed] ?? 0)
    this.#parts.world.update((replica) => apply(replica, changes))
  }

  /** Asks until the server says something that another try will not change; null when the era is over, which may end right after, too. */
  async #insist<Name extends CommandName>(name: Name, input: Input<Name>) {
    const era = this.#era
    for (;;) {
      const answer = await this.#parts.ask(name, input)
      if (era !== this.#era) return null
      if (answer.ok || answer.error.code === 'not-found') return answer
      const { retryAfterMs = 1000 + Math.random() * 2000 } = answer.error
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs))
      if (era !== this.#era) return null
    }
  }
}

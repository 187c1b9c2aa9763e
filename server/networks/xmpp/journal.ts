import { type Account, NetworkError, type NetworkEvent } from '../network.ts'
import type { Checkpoint } from './checkpoint.ts'
import type { Stream } from './wire/stream.ts'

/** How far the batch that ends here has got. */
export interface Progress {
  /** XEP-0198 number of the stanza. */
  readonly count?: number
  readonly archive?: string
}
export interface JournalParts {
  readonly account: Account
  readonly stream: Stream
  /** What the stream began with. */
  readonly checkpoint: Checkpoint
  /** Called once, when something could not be stored: the session is then over. */
  fail(error: NetworkError): void
}
interface Entry {
  readonly events: readonly NetworkEvent[]
  readonly progress: Progress
  done(error: NetworkError | null): void
}

const batchEvents = 50
/** So many stanzas without news, or so long after the first of them, and the server is told that they are stored. */
const quietStanzas = 100
const quietMs = 20_000

/**
 * What is to be stored, in order, in as few batches as possible. Checkpoints must not overtake each other, hence one batch at a time.
 * The server is told "stored" when it is (N3), never more than a checkpoint says: it refuses to resume below what it was told.
 */
export class Journal {
  readonly #account: Account
  readonly #stream: Stream
  readonly #fail: JournalParts['fail']
  readonly #waiting: Entry[] = []
  #count = 0
  #archive: string | null
  #keeps: boolean
  #writing: Promise<void> | null = null
  #quiet: NodeJS.Timeout | null = null
  #quietCount = 0
  #ended: NetworkError | null = null

  constructor(parts: JournalParts) {
    this.#account = parts.account
    this.#stream = parts.stream
    this.#fail = parts.fail
    this.#archive = parts.checkpoint.archive
    this.#keeps = parts.account.checkpoint !== null
    this.#count = parts.stream.resumed ? (parts.checkpoint.resumable?.inbound ?? 0) : 0
  }

  get archive(): string | null {
    return this.#archive
  }

  /** From now on batches carry checkpoints. Not before the first catch-up is over: what it brings counts as read (N8). */
  keep(): void {
    this.#keeps = true
  }

  /** Stores in the background; `then` is called when it is done. */
  note(events: readonly NetworkEvent[], progress: Progress = {}, then?: () => void): void {
    this.#add(events, progress, (error) => {
      if (!error) then?.()
    })
  }

  /** Resolves when it is stored; rejects when the session ended first. */
  stored(events: readonly NetworkEvent[], progress: Progress = {}): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#add(events, progress, (error) => (error ? reject(error) : resolve()))
    })
  }

  /** Nothing more is taken; resolves when nothing is being written any more. */
  async end(error: NetworkError): Promise<void> {
    this.#ended ??= error
    if (this.#quiet) clearTimeout(this.#quiet)
    for (const entry of this.#waiting.splice(0)) entry.done(this.#ended)
    await this.#writing
  }

  #add(events: readonly NetworkEvent[], progress: Progress, done: Entry['done']): void {
    if (this.#ended) {
      done(this.#ended)
      return
    }
    this.#waiting.push({ events, progress, done })
    const urgent = events.length > 0 || progress.count === undefined
    if (urgent || ++this.#quietCount >= quietStanzas) this.#wake()
    else this.#quiet ??= setTimeout(() => this.#wake(), quietMs).unref()
  }

  #wake(): void {
    this.#writing ??= this.#write()
  }

  async #write(): Promise<void> {
    // One turn later, everything that came in the same packet is here.
    await Promise.resolve()
    while (this.#waiting.length > 0 && !this.#ended) {
      if (this.#quiet) clearTimeout(this.#quiet)
      this.#quiet = null
      this.#quietCount = 0
      await this.#writeBatch()
    }
    // Before the promise resolves: whatever is added from now on must start anew.
    this.#writing = null
  }

  async #writeBatch(): Promise<void> {
    const { events, finished } = this.#take()
    for (const { progress } of finished) {
      this.#count = progress.count ?? this.#count
      this.#archive = progress.archive ?? this.#archive
    }
    const count = this.#count
    try {
      if (events.length > 0 || this.#keeps) await this.#account.emit({ events, ...(this.#keeps ? { checkpoint: this.#checkpoint() } : {}) })
      this.#stream.stored(count)
      for (const entry of finished) entry.done(null)
    } catch (error) {
      const known = error instanceof NetworkError ? error : new NetworkError('bug', 'Something could not be stored.', { cause: error })
      for (const entry of finished) entry.done(known)
      this.#broken(known)
    }
  }

  /** The next batch, and the entries that are stored to their end with it. */
  #take(): { events: NetworkEvent[]; finished: Entry[] } {
    const events: NetworkEvent[] = []
    const finished: Entry[] = []
    for (let entry = this.#waiting[0]; entry; entry = this.#waiting[0]) {
      const room = batchEvents - events.length
      const fits = entry.events.length <= room
      events.push(...entry.events.slice(0, room))
      this.#waiting.shift()
      if (fits) finished.push(entry)
      else this.#waiting.unshift({ ...entry, events: entry.events.slice(room) })
      if (!fits) break
    }
    return { events, finished }
  }

  #checkpoint(): string {
    const checkpoint: Checkpoint = {
      resumable: this.#stream.resumable(this.#count),
      archive: this.#archive,
      mechanism: this.#stream.mechanism,
    }
    return JSON.stringify(checkpoint)
  }

  #broken(error: NetworkError): void {
    if (this.#ended) return
    this.#ended = error
    for (const entry of this.#waiting.splice(0)) entry.done(error)
    this.#fail(error)
  }
}

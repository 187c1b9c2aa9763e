import type { ConversationId } from '../contract/ids.ts'
import { comparePlaces, type Place } from './stretch.ts'

/** Between two rounds of receipts, in ms. */
const roundMs = 1_000
/** Conversations told of in one round: after a night offline hundreds may be due at once. */
const perRound = 10

/**
 * Tells how far this user has got, of one kind: read or delivered. The first at once, what comes within the next second in one round;
 * only the newest message of a conversation counts, and never one at or before what was told already.
 */
export class Receipts {
  /** Resolves to false when it has to be told again. */
  readonly #tell: (conversation: ConversationId, message: Place) => Promise<boolean>
  readonly #due = new Map<ConversationId, Place>()
  readonly #told = new Map<ConversationId, Place>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #open = false

  constructor(tell: (conversation: ConversationId, message: Place) => Promise<boolean>) {
    this.#tell = tell
  }

  reached(conversation: ConversationId, message: Place): void {
    const known = this.#due.get(conversation) ?? this.#told.get(conversation)
    if (known && comparePlaces(known, message) >= 0) return
    this.#due.set(conversation, message)
    this.#round()
  }

  /** Receipts may leave: there is a connection and, for "read", somebody looks. */
  resume(): void {
    this.#open = true
    this.#round()
  }

  pause(): void {
    this.#open = false
  }

  /** Tells at once what is due: there may be no next round. */
  flush(): void {
    if (this.#open) this.#tellDue()
  }

  stop(): void {
    this.#open = false
    clearTimeout(this.#timer)
  }

  async #tellOf(conversation: ConversationId, message: Place): Promise<void> {
    this.#told.set(conversation, message)
    const told = await this.#tell(conversation, message)
    if (told || this.#told.get(conversation) !== message) return
    this.#told.delete(conversation)
    this.reached(conversation, message)
  }

  #tellDue(): void {
    for (const [conversation, message] of [...this.#due].slice(0, perRound)) {
      this.#due.delete(conversation)
      void this.#tellOf(conversation, message)
    }
  }

  #round(): void {
    if (!this.#open || this.#timer !== undefined || this.#due.size === 0) return
    this.#tellDue()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#round()
    }, roundMs)
  }
}

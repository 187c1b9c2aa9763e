import type { ConversationId } from '../contract/ids.ts'

/** After the last key, in ms. */
const pauseMs = 500

/** Saves drafts when the person pauses. Without a connection they wait for the next. */
export class Drafts {
  /** Saves; false when it has to be tried again. */
  readonly #save: (conversation: ConversationId, text: string) => Promise<boolean>
  readonly #due = new Map<ConversationId, string>()
  readonly #timers = new Map<ConversationId, ReturnType<typeof setTimeout>>()

  constructor(save: (conversation: ConversationId, text: string) => Promise<boolean>) {
    this.#save = save
  }

  write(conversation: ConversationId, text: string, now = false): void {
    this.#due.set(conversation, text)
    clearTimeout(this.#timers.get(conversation))
    if (now) return void this.#flush(conversation)
    this.#timers.set(
      conversation,
      setTimeout(() => void this.#flush(conversation), pauseMs),
    )
  }

  /** Everything that waits: there is a connection again, or the page is about to go. */
  flush(): void {
    for (const conversation of [...this.#due.keys()]) void this.#flush(conversation)
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#due.clear()
  }

  async #flush(conversation: ConversationId): Promise<void> {
    const text = this.#due.get(conversation)
    clearTimeout(this.#timers.get(conversation))
    this.#timers.delete(conversation)
    if (text === undefined) return
    this.#due.delete(conversation)
    const saved = await this.#save(conversation, text)
    if (!saved && !this.#due.has(conversation)) this.#due.set(conversation, text)
  }
}

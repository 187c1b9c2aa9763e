import type { ConversationId } from '../contract/ids.ts'
import { limits } from '../contract/limits.ts'

/** Said again this often while keys keep coming, so that the others' screens do not let it lapse. In ms. */
const repeatMs = limits.typingMs / 2
/** Without a key for so long, the person has stopped. In ms. */
const pauseMs = 5_000

interface Writing {
  saidAt: number
  timer: ReturnType<typeof setTimeout>
}

/** Turns keys into "typing" and "stopped", as few of them as will do. */
export class Typing {
  readonly #say: (conversation: ConversationId, on: boolean) => void
  readonly #writing = new Map<ConversationId, Writing>()

  constructor(say: (conversation: ConversationId, on: boolean) => void) {
    this.#say = say
  }

  key(conversation: ConversationId, text: string): void {
    if (text === '') {
      this.stopped(conversation)
      return
    }
    const now = Date.now()
    const before = this.#writing.get(conversation)
    clearTimeout(before?.timer)
    const due = !before || now - before.saidAt >= repeatMs
    if (due) this.#say(conversation, true)
    const timer = setTimeout(() => this.stopped(conversation), pauseMs)
    this.#writing.set(conversation, { saidAt: due ? now : before.saidAt, timer })
  }

  stopped(conversation: ConversationId): void {
    const writing = this.#writing.get(conversation)
    if (!writing) return
    clearTimeout(writing.timer)
    this.#writing.delete(conversation)
    this.#say(conversation, false)
  }

  stop(): void {
    for (const { timer } of this.#writing.values()) clearTimeout(timer)
    this.#writing.clear()
  }
}

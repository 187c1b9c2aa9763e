import type { ConversationId, PersonId } from '../contract/ids.ts'
import { limits } from '../contract/limits.ts'
import type { Hint } from '../contract/sync.ts'
import { applyHints, type Hinted, noHints } from './hints.ts'

/** Holds what hints have told since the connection began. Who types is believed for `limits.typingMs` (S17). */
export class HintBoard {
  readonly #show: (hinted: Hinted) => void
  readonly #lapses = new Map<string, ReturnType<typeof setTimeout>>()
  #hinted = noHints
  /** The first hints of a connection are all that are in force: what they do not name has ended while nobody listened. */
  #first = true

  constructor(show: (hinted: Hinted) => void) {
    this.#show = show
  }

  up(): void {
    this.#first = true
  }

  received(hints: readonly Hint[]): void {
    if (this.#first) this.#hinted = { ...noHints, memberRevs: this.#hinted.memberRevs }
    this.#first = false
    this.#apply(hints)
    for (const hint of hints) if (hint.type === 'typing') this.#expect(hint)
  }

  /** What someone typed has arrived. */
  arrived(conversation: ConversationId, person: PersonId): void {
    const typist = this.#hinted.typing[conversation]?.find((one) => one.person === person)
    if (typist) this.received([{ type: 'typing', conversation, ...typist, on: false }])
  }

  stop(): void {
    for (const timer of this.#lapses.values()) clearTimeout(timer)
    this.#lapses.clear()
  }

  #apply(hints: readonly Hint[]): void {
    this.#hinted = applyHints(this.#hinted, hints)
    this.#show(this.#hinted)
  }

  #expect(hint: Extract<Hint, { type: 'typing' }>): void {
    const key = `${hint.conversation} ${hint.person}`
    clearTimeout(this.#lapses.get(key))
    this.#lapses.delete(key)
    if (!hint.on) return
    const lapse = () => {
      this.#lapses.delete(key)
      this.#apply([{ ...hint, on: false }])
    }
    this.#lapses.set(key, setTimeout(lapse, limits.typingMs))
  }
}

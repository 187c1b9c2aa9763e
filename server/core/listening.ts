import type { Hint } from '../../contract/sync.ts'
import type { ConversationKey, Hint as NetworkHint, PersonKey } from '../networks/network.ts'
import type { Clock } from './clock.ts'
import type { KeyIds } from './key-ids.ts'
import type { Log } from './log.ts'

/** So long, in ms, a hint about something unknown waits for the event that makes it known. */
const patience = { typing: 8000, presence: 60_000, members: 60_000 }
const mostUnknown = 1000

interface Heard {
  readonly hint: NetworkHint
  readonly at: number
}

/** Turns what one account's network hints at into hints for browsers: keys become ids, of one subject only the newest counts. */
export class Listening {
  readonly #ids: KeyIds
  readonly #clock: Clock
  readonly #log: Log
  readonly #pass: (hint: Hint) => void
  #fresh = new Map<string, Heard>()
  readonly #unknown = new Map<string, Heard>()
  #busy = false

  constructor(parts: { ids: KeyIds; clock: Clock; log: Log; pass(hint: Hint): void }) {
    this.#ids = parts.ids
    this.#clock = parts.clock
    this.#log = parts.log
    this.#pass = parts.pass
  }

  hear(hint: NetworkHint): void {
    const about = subject(hint)
    this.#unknown.delete(about)
    this.#fresh.delete(about)
    this.#fresh.set(about, { hint, at: this.#clock.now() })
    if (!this.#busy && !this.#translateKnown()) void this.#work()
  }

  /** Something was stored: what was unknown may be known by now. */
  learned(): void {
    if (this.#unknown.size === 0) return
    for (const [about, heard] of this.#unknown) {
      const old = heard.at + patience[heard.hint.type] <= this.#clock.now()
      if (!old && !this.#fresh.has(about)) this.#fresh.set(about, heard)
    }
    this.#unknown.clear()
    if (!this.#busy) void this.#work()
  }

  /** The common case, at once: all of it is about things that are known. */
  #translateKnown(): boolean {
    const hints = [...this.#fresh.values()].map(({ hint }) => this.#translate(hint))
    if (hints.some((hint) => hint === null)) return false
    this.#fresh.clear()
    for (const hint of hints) if (hint) this.#pass(hint)
    return true
  }

  async #work(): Promise<void> {
    this.#busy = true
    while (this.#fresh.size > 0) {
      const taken = this.#fresh
      this.#fresh = new Map()
      try {
        await this.#ids.learn(keys([...taken.values()].map(({ hint }) => hint)))
      } catch (error) {
        this.#log.warn({ err: error }, 'the ids behind hints could not be read')
      }
      for (const [about, heard] of taken) if (!this.#fresh.has(about)) this.#settle(about, heard)
    }
    this.#busy = false
  }

  #settle(about: string, heard: Heard): void {
    const hint = this.#translate(heard.hint)
    if (hint) this.#pass(hint)
    else if (this.#unknown.size < mostUnknown) this.#unknown.set(about, heard)
  }

  #translate(hint: NetworkHint): Hint | null {
    if (hint.type === 'presence') {
      const person = this.#ids.person(hint.from)
      return person ? { type: 'presence', person, show: hint.show, text: hint.text } : null
    }
    const conversation = this.#ids.conversation(hint.conversation)
    if (!conversation) return null
    if (hint.type === 'members') return { type: 'members', conversation }
    const person = this.#ids.person(hint.from)
    return person ? { type: 'typing', conversation, person, name: hint.name, on: hint.on } : null
  }
}

function subject(hint: NetworkHint): string {
  if (hint.type === 'presence') return `presence ${hint.from}`
  return hint.type === 'members' ? `members ${hint.conversation}` : `typing ${hint.conversation} ${hint.from}`
}

function keys(hints: readonly NetworkHint[]): { conversations: ConversationKey[]; people: PersonKey[] } {
  return {
    conversations: [...new Set(hints.flatMap((hint) => (hint.type === 'presence' ? [] : [hint.conversation])))],
    people: [...new Set(hints.flatMap((hint) => (hint.type === 'members' ? [] : [hint.from])))],
  }
}

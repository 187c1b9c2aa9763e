import type { Clock } from './clock.ts'

/** A session on its way online from which nothing was heard for this many ms has lost its way. */
const silenceMs = 2 * 60_000

export interface WatchdogParts {
  readonly clock: Clock
  /** The silence is ours: what was said last is not stored yet. */
  busy(): boolean
  /** Called once. */
  lost(): void
}

/** Watches a session until it is online: it must say something now and then, for it may wait for ever for what never comes. */
export class Watchdog {
  readonly #parts: WatchdogParts
  #cancel: (() => void) | null = null

  constructor(parts: WatchdogParts) {
    this.#parts = parts
  }

  /** It begins, or has said something without being online. */
  wait(): void {
    this.rest()
    this.#cancel = this.#parts.clock.after(silenceMs, () => (this.#parts.busy() ? this.wait() : this.#parts.lost()))
  }

  /** It is online, or over. */
  rest(): void {
    this.#cancel?.()
    this.#cancel = null
  }
}

import type { LinkState } from '../../contract/sync.ts'
import type { Clock } from './clock.ts'

export interface Shown {
  readonly state: LinkState
  /** When the next try comes, ms since 1970; null when nothing is planned. */
  readonly until: number | null
}

/** Whoever is back within this many ms was never away, as far as people see. */
const blipMs = 5000
const passing: readonly LinkState[] = ['connecting', 'syncing', 'waiting']

/** The state of one account's connection: how it is, and how it is shown. */
export class Link {
  now: Shown = { state: 'asleep', until: null }
  shown: Shown = { state: 'asleep', until: null }
  readonly #clock: Clock
  readonly #show: (shown: Shown) => void
  #cancel: (() => void) | null = null

  constructor(clock: Clock, show: (shown: Shown) => void) {
    this.#clock = clock
    this.#show = show
  }

  set(state: LinkState, until: number | null = null): void {
    this.now = { state, until }
    if (this.shown.state === 'online' && passing.includes(state)) {
      this.#cancel ??= this.#clock.after(blipMs, () => this.#reveal())
      return
    }
    this.#reveal()
  }

  /** Nobody looks any more. */
  close(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #reveal(): void {
    this.close()
    const { state, until } = this.shown
    if (state === this.now.state && until === this.now.until) return
    this.shown = this.now
    this.#show(this.now)
  }
}

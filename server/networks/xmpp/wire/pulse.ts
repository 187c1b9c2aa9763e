/** ms without a byte until we ask whether anybody is there, and ms until silence then counts as death. */
const idleMs = 60_000
const deadMs = 30_000

/** Finds connections that are dead without having said so. */
export class Pulse {
  readonly #idle: NodeJS.Timeout
  #dead: NodeJS.Timeout | undefined

  constructor(on: { probe(): void; dead(): void }) {
    this.#idle = setTimeout(() => {
      this.#dead = setTimeout(on.dead, deadMs)
      on.probe()
    }, idleMs)
  }

  /** Something came. */
  beat(): void {
    clearTimeout(this.#dead)
    this.#idle.refresh()
  }

  stop(): void {
    clearTimeout(this.#idle)
    clearTimeout(this.#dead)
  }
}

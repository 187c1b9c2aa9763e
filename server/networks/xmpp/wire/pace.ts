/** Elements that one connection may bring in a second; far above what people write, and above what an archive sends. */
export const perSecond = 2_000

/** Notices a server that sends faster than that: it waits, and the other accounts get their turn. */
export class Pace {
  readonly #on: { tooFast(): void; again(): void }
  #count = 0
  #second: NodeJS.Timeout | undefined

  constructor(on: { tooFast(): void; again(): void }) {
    this.#on = on
  }

  /** One more came. */
  count(): void {
    this.#count += 1
    this.#second ??= setTimeout(() => this.#over(), 1000)
    if (this.#count === perSecond + 1) this.#on.tooFast()
  }

  stop(): void {
    clearTimeout(this.#second)
  }

  #over(): void {
    const tooFast = this.#count > perSecond
    this.#count = 0
    this.#second = undefined
    if (tooFast) this.#on.again()
  }
}

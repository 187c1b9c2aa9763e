/** Holds back what a stream brings until it is known how to understand it, and keeps one bad stanza from harming the next. */
export class Gate<Item extends readonly unknown[]> {
  readonly #onError: (error: unknown) => void
  #held: Item[] = []
  #sink: ((...item: Item) => void) | null = null

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  push(...item: Item): void {
    if (!this.#sink) {
      this.#held.push(item)
      return
    }
    try {
      this.#sink(...item)
    } catch (error) {
      this.#onError(error)
    }
  }

  open(sink: (...item: Item) => void): void {
    this.#sink = sink
    for (const item of this.#held.splice(0)) this.push(...item)
  }
}

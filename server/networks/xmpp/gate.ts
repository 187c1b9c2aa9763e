import type { Element } from './wire/element.ts'

type Sink = (stanza: Element, count: number) => void

/** Holds stanzas back until it is known how to understand them, and keeps one bad stanza from harming the next. */
export class Gate {
  readonly #onError: (error: unknown) => void
  #held: [Element, number][] = []
  #sink: Sink | null = null

  constructor(onError: (error: unknown) => void) {
    this.#onError = onError
  }

  push(stanza: Element, count: number): void {
    if (!this.#sink) {
      this.#held.push([stanza, count])
      return
    }
    try {
      this.#sink(stanza, count)
    } catch (error) {
      this.#onError(error)
    }
  }

  open(sink: Sink): void {
    this.#sink = sink
    for (const [stanza, count] of this.#held.splice(0)) this.push(stanza, count)
  }
}

const modulus = 2 ** 32
/** How far `a` is ahead of `b`, on a circle of 2^32 numbers. */
const ahead = (a: number, b: number) => (a - b + modulus) % modulus
const next = (count: number, by = 1) => (count + by) % modulus

/** So many stanzas may be stored and yet unacknowledged before they are acknowledged without a checkpoint. */
const patience = 100

/**
 * Both counts of XEP-0198, modulo 2^32. Inbound: what came, what of it is stored, and what the server may be told.
 * Outbound: what was sent and is not acknowledged yet. Pure, no I/O.
 */
export class Ledger<Entry> {
  #inbound: number
  /** Numbers of stanzas that were handed on and are not stored yet, oldest first. */
  readonly #unstored: number[] = []
  /** What the server may be told. */
  #vouched: number
  #offered: { readonly count: number; readonly inbound: number } | null = null
  #acked: number
  readonly #unacked: Entry[] = []

  /** `inbound`: what was stored before; `acked`: what the server had received before. Both are 0 for a new stream. */
  constructor(inbound = 0, acked = 0) {
    this.#inbound = inbound
    this.#vouched = inbound
    this.#acked = acked
  }

  /** A stanza came. What is not handed on needs no storing. Gives its number. */
  received(handedOn: boolean): number {
    this.#inbound = next(this.#inbound)
    if (handedOn) this.#unstored.push(this.#inbound)
    return this.#inbound
  }

  get unstored(): number {
    return this.#unstored.length
  }

  /** Everything up to this stanza is stored. A number that never was, or is long gone, changes nothing. */
  stored(count: number): void {
    this.#unstored.splice(0, this.#reach(count))
    if (this.#offered && ahead(count, this.#offered.count) < modulus / 2) {
      this.#vouched = this.#offered.inbound
      this.#offered = null
    }
  }

  /** The number to resume from once everything up to this stanza is stored. */
  offer(count: number): number {
    const inbound = this.#edge(this.#unstored[this.#reach(count)])
    this.#offered = { count, inbound }
    return inbound
  }

  /**
   * What to tell the server. Servers refuse to resume below what they were told, so it stays at the last number that a checkpoint
   * has; only when very much has come without one it goes on to all that is stored, lest the server's queue runs full.
   */
  get acknowledged(): number {
    const edge = this.storedEdge
    if (ahead(edge, this.#vouched) > patience) this.#vouched = edge
    return this.#vouched
  }

  /** The last stanza before which everything is stored. */
  get storedEdge(): number {
    return this.#edge(this.#unstored[0])
  }

  sent(entry: Entry): void {
    this.#unacked.push(entry)
  }

  get unacked(): readonly Entry[] {
    return this.#unacked
  }

  /** The number of the last stanza sent. */
  get outbound(): number {
    return next(this.#acked, this.#unacked.length)
  }

  /** The number of the last stanza that the server has acknowledged. */
  get acked(): number {
    return this.#acked
  }

  /** The server has received so many: gives those that are settled by it, or null if it claims more than was sent. */
  acknowledge(count: number): Entry[] | null {
    const settled = ahead(count, this.#acked)
    if (!isCount(count) || settled > this.#unacked.length) return null
    this.#acked = count
    return this.#unacked.splice(0, settled)
  }

  /** How many of the unstored stanzas are covered by this number. */
  #reach(count: number): number {
    const first = this.#unstored[0]
    if (first === undefined || ahead(count, first) > ahead(this.#inbound, first)) return 0
    const beyond = this.#unstored.findIndex((unstored) => ahead(unstored, first) > ahead(count, first))
    return beyond === -1 ? this.#unstored.length : beyond
  }

  #edge(firstUnstored: number | undefined): number {
    return firstUnstored === undefined ? this.#inbound : ahead(firstUnstored, 1)
  }
}

/** The later of two numbers on the circle. */
export function later(a: number, b: number): number {
  return ahead(a, b) < modulus / 2 ? a : b
}

export function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < modulus
}

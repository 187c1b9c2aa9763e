import { randomUUID } from 'node:crypto'
import { NetworkError } from '../../network.ts'
import type { Element } from './element.ts'
import { stanzaError } from './faults.ts'

/** After this long a question counts as unanswered, in ms. */
const timeoutMs = 30_000
const mostPending = 10_000

interface Pending {
  /** Whose answer counts; an empty string stands for "no from at all". */
  readonly from: ReadonlySet<string>
  resolve(answer: Element): void
  reject(error: NetworkError): void
}

/** IQs that wait for their answer (RFC 6120 §8.2.3). Ids cannot be guessed and only the addressee may answer. */
export class Queries {
  readonly #pending = new Map<string, Pending>()
  /** Full JID; until one is bound, the bare one. */
  #own: string

  constructor(own: string) {
    this.#own = own
  }

  /** How many wait. */
  get pending(): number {
    return this.#pending.size
  }

  bound(jid: string): void {
    this.#own = jid
  }

  /** Gives the IQ with its id to `send` and waits. Rejects with NetworkError: the error answer, `timeout`, or the end of the stream. */
  ask(stanza: Element, send: (stanza: Element) => void): Promise<Element> {
    if (this.#pending.size >= mostPending) return Promise.reject(new NetworkError('throttled', 'Too much is asked of the server at once.'))
    const id = randomUUID()
    const { promise, resolve, reject } = Promise.withResolvers<Element>()
    const expire = () => this.#take(id)?.reject(new NetworkError('timeout', 'There was no answer in time.', { delivered: 'unknown' }))
    const timer = setTimeout(expire, timeoutMs)
    this.#pending.set(id, { from: this.#answerers(stanza.attrs.to), resolve, reject })
    send({ ...stanza, attrs: { ...stanza.attrs, id } })
    return promise.finally(() => clearTimeout(timer))
  }

  /** Takes an IQ of type result or error; false if nobody waited for it, or not from there. */
  answer(stanza: Element): boolean {
    const { id = '', from = '', type } = stanza.attrs
    if (!this.#pending.get(id)?.from.has(normal(from))) return false
    const pending = this.#take(id)
    if (type === 'error') pending?.reject(stanzaError(stanza))
    else pending?.resolve(stanza)
    return true
  }

  end(error: NetworkError): void {
    for (const id of this.#pending.keys()) this.#take(id)?.reject(error)
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    return pending
  }

  /** What has no addressee, or the account itself, is answered by the server on the account's behalf (RFC 6120 §8.1.2.1). */
  #answerers(to: string | undefined): ReadonlySet<string> {
    const bare = normal(bareOf(this.#own))
    const domain = normal(domainOf(this.#own))
    if (to === undefined) return new Set(['', bare, normal(this.#own), domain])
    if (normal(to) === bare || normal(to) === domain) return new Set(['', normal(to)])
    return new Set([normal(to)])
  }
}

export function bareOf(jid: string): string {
  return jid.split('/', 1)[0] ?? ''
}

export function domainOf(jid: string): string {
  const bare = bareOf(jid)
  return bare.slice(bare.indexOf('@') + 1)
}

export function localOf(jid: string): string {
  const bare = bareOf(jid)
  return bare.includes('@') ? bare.slice(0, bare.indexOf('@')) : ''
}

/** Everything before the resource is compared without case. */
function normal(jid: string): string {
  const bare = bareOf(jid)
  return bare.normalize('NFC').toLowerCase() + jid.slice(bare.length)
}

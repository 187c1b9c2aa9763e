import type { NetworkError } from '../../network.ts'
import type { Element } from '../wire/element.ts'
import type { Resumable, Stream, StreamOptions } from '../wire/stream.ts'
import { stanza } from './xml.ts'

/** The inner XML of a result, an error, or undefined: not my question. */
export type Answer = (iq: Element) => string | NetworkError | undefined

/** A server made of answers: what the session sends is kept, what the server says is given by the test. */
export class ScriptedStream implements Stream {
  readonly jid = 'alice@xmpp.test/parley'
  readonly mechanism = 'SCRAM-SHA-1'
  readonly managed = true
  readonly heedsInactivity = true
  readonly ended: Promise<NetworkError | null>
  readonly sent: Element[] = []
  readonly storedCounts: number[] = []
  resumed = false
  left: 'closed' | 'abandoned' | null = null
  readonly #answers: readonly Answer[]
  readonly #end: (error: NetworkError | null) => void
  #options: StreamOptions | null = null
  #count = 0

  /** The first answer that is not undefined counts. Without one the result is empty. */
  constructor(...answers: readonly Answer[]) {
    this.#answers = answers
    const { promise, resolve } = Promise.withResolvers<NetworkError | null>()
    this.ended = promise
    this.#end = resolve
  }

  readonly connect = async (options: StreamOptions): Promise<Stream> => {
    this.#options = options
    return this
  }

  get options(): StreamOptions {
    if (!this.#options) throw new Error('Nobody has connected yet.')
    return this.#options
  }

  /** The server sends these stanzas. */
  says(...xml: readonly string[]): void {
    for (const one of xml) this.options.onStanza(stanza(one), ++this.#count)
  }

  breaks(error: NetworkError | null): void {
    this.#end(error)
  }

  send(element: Element): void {
    this.sent.push(element)
  }

  tell(element: Element): void {
    this.sent.push(element)
  }

  async confirmed(element: Element): Promise<void> {
    this.sent.push(element)
  }

  async iq(element: Element): Promise<Element> {
    this.sent.push(element)
    for (const answer of this.#answers) {
      const said = answer(element)
      if (typeof said === 'string') return stanza(`<iq type='result'>${said}</iq>`)
      if (said) throw said
    }
    return stanza(`<iq type='result'/>`)
  }

  stored(count: number): void {
    this.storedCounts.push(count)
  }

  resumable(count: number): Resumable {
    return { id: 'sm', jid: this.jid, inbound: count, location: null }
  }

  async close(): Promise<void> {
    this.left = 'closed'
    this.#end(null)
  }

  abandon(): void {
    this.left ??= 'abandoned'
    this.#end(null)
  }
}

import { abortError } from '../../../dial/errors.ts'
import { NetworkError } from '../../network.ts'
import type { Element } from './element.ts'
import { asNetworkError, streamError } from './faults.ts'
import { wire } from './namespaces.ts'
import type { Listener, Transport } from './transport.ts'

const mostWaiting = 4

/** The part of a stream in which both sides speak in turn: what comes in waits until it is asked for. */
export class Handshake implements Listener {
  readonly #waiting: Element[] = []
  #wanted: PromiseWithResolvers<Element> | null = null
  #over: NetworkError | null = null
  readonly #signal: AbortSignal
  readonly #domain: string
  readonly #abort = () => this.ended(asNetworkError(abortError(this.#signal, this.#domain)))

  constructor(domain: string, signal: AbortSignal) {
    this.#domain = domain
    this.#signal = signal
    signal.addEventListener('abort', this.#abort, { once: true })
  }

  element(element: Element): void {
    const wanted = this.#wanted
    this.#wanted = null
    if (wanted) wanted.resolve(element)
    // A server that floods us before it is asked has lost its case with the first: the rest need not be kept.
    else if (this.#waiting.length < mostWaiting) this.#waiting.push(element)
  }

  ended(error: NetworkError): void {
    this.#over ??= error
    this.#wanted?.reject(this.#over)
    this.#wanted = null
  }

  /** Begins a stream and resolves with its features. Rejects with NetworkError, as everything here. */
  async open(transport: Transport): Promise<Element> {
    this.silent()
    transport.open(this.#domain)
    const features = await this.#next()
    if (features.name === 'features' && features.xmlns === wire.stream) return features
    throw new NetworkError('protocol', 'The server did not say what it can do.', { cause: features.name })
  }

  ask(transport: Transport, element: Element): Promise<Element> {
    this.silent()
    transport.send(element)
    return this.#next()
  }

  /** It is our turn: whoever has already said more is not the server, or has lost the thread (RFC 6120 §5.4.3.3). */
  silent(): void {
    if (this.#waiting.length > 0) throw new NetworkError('protocol', 'The server spoke out of turn.', { cause: this.#waiting[0]?.name })
  }

  /** Nobody is waited for any more. */
  done(): void {
    this.#signal.removeEventListener('abort', this.#abort)
  }

  async #next(): Promise<Element> {
    const element = this.#waiting.shift() ?? (await this.#later())
    if (element.name === 'error' && element.xmlns === wire.stream) throw streamError(element, 'signing-in')
    return element
  }

  #later(): Promise<Element> {
    if (this.#over) return Promise.reject(this.#over)
    this.#wanted = Promise.withResolvers()
    return this.#wanted.promise
  }
}

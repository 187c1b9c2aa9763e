import { once } from 'node:events'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { unlessAborted } from '../../../dial/errors.ts'
import { NetworkError } from '../../network.ts'
import { type Element, el } from './element.ts'
import { receiveError, serverClosed } from './faults.ts'
import { wire } from './namespaces.ts'
import { parserLimits, StreamParser } from './parser.ts'
import { serialize } from './serializer.ts'
import type { Listener, Transport } from './transport.ts'

/** XMPP over WebSocket (RFC 7395): every message is one element, declared in full. */
export class WebSocketTransport implements Transport {
  readonly secure: boolean
  listener: Listener
  readonly #socket: WebSocket
  #parser: StreamParser | null = null
  #over = false

  /** `socket` is open. */
  constructor(socket: WebSocket, options: { readonly secure: boolean; readonly listener: Listener }) {
    this.#socket = socket
    this.secure = options.secure
    this.listener = options.listener
    const lost = (cause: unknown) => {
      this.#end(
        new NetworkError('unreachable', 'The connection to the server broke.', { cause: cause instanceof Error ? cause : undefined }),
      )
    }
    socket.on('message', (data: Buffer, binary) => this.#received(data, binary))
    socket.on('error', lost)
    socket.on('close', lost)
  }

  open(domain: string): void {
    this.#parser = new StreamParser({
      opened: () => {},
      element: (element) => this.#element(element),
      closed: () => this.#end(new NetworkError('protocol', 'The server sent something that is not XMPP.')),
    })
    // All messages are read as children of one root of our own.
    this.#parser.write('<frames>')
    this.send(el('open', wire.framing, { to: domain, version: '1.0' }))
  }

  send(element: Element): void {
    if (!this.#over && this.#socket.readyState === WebSocket.OPEN) this.#socket.send(serialize(element, ''))
  }

  close(): void {
    this.send(el('close', wire.framing))
  }

  destroy(): void {
    this.#over = true
    this.#socket.terminate()
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  #received(data: Buffer, binary: boolean): void {
    if (this.#over) return
    this.listener.alive?.(data.length)
    try {
      this.#parser?.write(data)
      if (binary || this.#parser?.between === false) throw new NetworkError('protocol', 'The server sent something that is not XMPP.')
    } catch (error) {
      this.#end(receiveError(error))
    }
  }

  #element(element: Element): void {
    if (this.#over) return
    if (element.xmlns !== wire.framing) this.listener.element(element)
    else if (element.name === 'close') this.#end(serverClosed())
  }

  #end(error: NetworkError): void {
    if (this.#over) return
    this.destroy()
    this.listener.ended(error)
  }
}

/** Shakes hands over an already connected and checked socket. Rejects with DialError or NetworkError. */
export async function openWebSocket(url: URL, connected: Duplex, signal: AbortSignal): Promise<WebSocket> {
  const socket = new WebSocket(url, ['xmpp'], {
    createConnection: () => connected,
    maxPayload: parserLimits.stanzaBytes,
    perMessageDeflate: false,
  })
  try {
    await unlessAborted(once(socket, 'open'), signal, url.host)
    return socket
  } catch (cause) {
    // A listener, because ending it before it is open is an error of its own.
    socket.on('error', () => {})
    socket.terminate()
    throw signal.aborted ? cause : new NetworkError('unreachable', `${url.host} offers no XMPP over WebSocket.`, { cause })
  }
}

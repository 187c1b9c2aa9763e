import type { Socket } from 'node:net'
import { NetworkError } from '../../network.ts'
import type { Element } from './element.ts'
import { receiveError, serverClosed } from './faults.ts'
import { wire } from './namespaces.ts'
import { StreamParser } from './parser.ts'
import { escapeAttribute, serialize } from './serializer.ts'
import type { Listener, Transport } from './transport.ts'

/** RFC 6120 over a connected socket, encrypted or not. */
export class TcpTransport implements Transport {
  readonly secure: boolean
  listener: Listener
  readonly #socket: Socket
  #parser: StreamParser | null = null
  #over = false
  readonly #read = (chunk: Buffer) => this.#received(chunk)
  readonly #hungUp = () => this.#end(serverClosed())
  readonly #lost = (cause?: unknown) => {
    this.#end(new NetworkError('unreachable', 'The connection to the server broke.', { cause: cause instanceof Error ? cause : undefined }))
  }

  constructor(socket: Socket, options: { readonly secure: boolean; readonly listener: Listener }) {
    this.#socket = socket
    this.secure = options.secure
    this.listener = options.listener
    socket.on('data', this.#read)
    socket.on('error', this.#lost)
    socket.on('end', this.#hungUp)
    socket.on('close', this.#lost)
  }

  open(domain: string): void {
    this.#parser = new StreamParser({
      opened: (root) => {
        if (root.name !== 'stream' || root.xmlns !== wire.stream) this.#end(new NetworkError('protocol', 'This is not an XMPP server.'))
      },
      element: (element) => {
        if (!this.#over) this.listener.element(element)
      },
      closed: () => this.#end(serverClosed()),
    })
    this.#write(
      `<?xml version='1.0'?><stream:stream xmlns='${wire.client}' xmlns:stream='${wire.stream}' to='${escapeAttribute(domain)}' version='1.0'>`,
    )
  }

  send(element: Element): void {
    this.#write(serialize(element, wire.client))
  }

  close(): void {
    this.#write('</stream:stream>')
  }

  destroy(): void {
    this.#over = true
    this.#socket.destroy()
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** Gives the socket away, to be encrypted: this transport is over. What came in clear behind the go-ahead is not listened to. */
  release(): Socket {
    this.#over = true
    this.#socket.off('data', this.#read).off('error', this.#lost).off('end', this.#hungUp).off('close', this.#lost)
    this.#socket.pause()
    return this.#socket
  }

  #received(chunk: Buffer): void {
    if (this.#over) return
    this.listener.alive?.(chunk.length)
    try {
      this.#parser?.write(chunk)
    } catch (error) {
      this.#end(receiveError(error))
    }
  }

  #write(text: string): void {
    if (!this.#over && this.#socket.writable) this.#socket.write(text)
  }

  #end(error: NetworkError): void {
    if (this.#over) return
    this.destroy()
    this.listener.ended(error)
  }
}

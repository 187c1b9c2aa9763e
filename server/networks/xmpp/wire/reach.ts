import type { Dialer } from '../../../dial/dialer.ts'
import type { Identity } from '../../../dial/tls.ts'
import { NetworkError, type Service } from '../../network.ts'
import { child, type Element, el } from './element.ts'
import type { Endpoint } from './endpoints.ts'
import { Handshake } from './handshake.ts'
import { wire } from './namespaces.ts'
import { TcpTransport } from './tcp-transport.ts'
import type { Transport } from './transport.ts'
import { openWebSocket, WebSocketTransport } from './web-socket-transport.ts'

export interface Reached {
  readonly transport: Transport
  readonly handshake: Handshake
  /** What the server offers before signing in. */
  readonly features: Element
}
export interface Way {
  readonly domain: string
  readonly service: Service | undefined
  readonly dialer: Dialer
  readonly signal: AbortSignal
}

/** Opens an encrypted stream with the endpoint. Rejects with DialError or NetworkError, and then nothing is left open. */
export async function reach(endpoint: Endpoint, way: Way): Promise<Reached> {
  const transport = endpoint.kind === 'websocket' ? await webSocket(endpoint, way) : await tcp(endpoint, way)
  return begin(transport, way)
}

async function begin(transport: Transport, { domain, signal }: Way): Promise<Reached> {
  const handshake = new Handshake(domain, signal)
  transport.listener = handshake
  try {
    return { transport, handshake, features: await handshake.open(transport) }
  } catch (error) {
    handshake.done()
    transport.destroy()
    throw error
  }
}

type TcpEndpoint = Exclude<Endpoint, { kind: 'websocket' }>

async function tcp(endpoint: TcpEndpoint, way: Way): Promise<Transport> {
  const { dialer, signal } = way
  const socket = await dialer.tcp(endpoint, signal)
  if (endpoint.kind === 'direct')
    return new TcpTransport(await dialer.tls(socket, identity(way), signal), { secure: true, listener: unheard })
  const plain = new TcpTransport(socket, { secure: false, listener: unheard })
  return endpoint.kind === 'none' ? plain : startTls(plain, way)
}

async function startTls(plain: TcpTransport, way: Way): Promise<Transport> {
  const { handshake, features } = await begin(plain, way)
  try {
    if (!child(features, 'starttls', wire.tls)) {
      throw new NetworkError('certificate', `${way.domain} offers no encrypted connection.`)
    }
    const answer = await handshake.ask(plain, el('starttls', wire.tls))
    if (answer.name !== 'proceed' || answer.xmlns !== wire.tls) throw new NetworkError('protocol', 'The server refused to encrypt.')
    handshake.silent()
  } catch (error) {
    plain.destroy()
    throw error
  } finally {
    handshake.done()
  }
  const secured = await way.dialer.tls(plain.release(), identity(way), way.signal)
  return new TcpTransport(secured, { secure: true, listener: unheard })
}

/** The URL comes from the admin, or by HTTPS from the domain: its own host is whom the certificate must name. */
async function webSocket({ url, allowPrivate }: { url: string; allowPrivate: boolean }, way: Way): Promise<Transport> {
  const to = new URL(url)
  const secure = to.protocol === 'wss:'
  if (!secure && way.service?.tls !== 'none') throw new NetworkError('certificate', `${way.domain} offers no encrypted connection.`)
  const host = to.hostname.replace(/^\[|\]$/g, '')
  const socket = await way.dialer.tcp({ host, port: Number(to.port) || (secure ? 443 : 80), allowPrivate }, way.signal)
  const connected = secure ? await way.dialer.tls(socket, { ...authority(way), domain: host, alpn: 'http/1.1' }, way.signal) : socket
  return new WebSocketTransport(await openWebSocket(to, connected, way.signal), { secure, listener: unheard })
}

const identity = (way: Way): Identity => ({ ...authority(way), domain: way.domain, alpn: 'xmpp-client' })
const authority = ({ service }: Way) => (service?.ca === undefined ? {} : { ca: service.ca })

/** Before a handshake listens nothing is due: a server does not speak before it is spoken to. */
const unheard = { element: () => {}, ended: () => {} }

import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { type GetOptions, type Got, get } from './get.ts'
import { type Names, type SrvRecord, systemNames } from './names.ts'
import { dialTcp, type Target } from './tcp.ts'
import { createTrust, type Identity, wrapTls } from './tls.ts'

/** The only way out of this server: names resolved by us, addresses checked, certificates checked. Every method rejects with DialError. */
export interface Dialer {
  tcp(target: Target, signal: AbortSignal): Promise<Socket>
  /** Encrypts a connected socket, which is destroyed when that fails. */
  tls(socket: Socket, identity: Identity, signal: AbortSignal): Promise<TLSSocket>
  /** Empty if there are none; rejects with the resolver's error. */
  srv(name: string): Promise<readonly SrvRecord[]>
  /** HTTPS only. */
  get(url: string | URL, options: GetOptions): Promise<Got>
}

/** Made once per process or network; it shares TLS contexts among connections. */
export function createDialer(names: Names = systemNames()): Dialer {
  const trust = createTrust()
  const tcp = (target: Target, signal: AbortSignal) => dialTcp(target, names, signal)
  const tls = (socket: Socket, identity: Identity, signal: AbortSignal) => wrapTls(socket, identity, { trust, signal })
  return {
    tcp,
    tls,
    srv: (name) => names.srv(name),
    get: (url, options) =>
      get(url, options, async ({ hostname, port }) => {
        // URL writes IPv6 addresses in brackets.
        const host = hostname.replace(/^\[|\]$/g, '')
        const socket = await tcp({ host, port: Number(port) || 443, allowPrivate: options.allowPrivate }, options.signal)
        const authority = options.ca === undefined ? {} : { ca: options.ca }
        return tls(socket, { domain: host, alpn: 'http/1.1', ...authority }, options.signal)
      }),
  }
}

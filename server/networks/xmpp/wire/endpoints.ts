import type { Dialer } from '../../../dial/dialer.ts'
import { type SrvRecord, srvOrder } from '../../../dial/names.ts'
import { NetworkError, type Service } from '../../network.ts'
import { parseHostMeta } from './host-meta.ts'

/** One way to try. `none`: TCP without encryption, only where an admin's definition says so. */
export type Endpoint =
  | { readonly kind: 'starttls' | 'direct' | 'none'; readonly host: string; readonly port: number; readonly allowPrivate: boolean }
  | { readonly kind: 'websocket'; readonly url: string; readonly allowPrivate: boolean }

const mostEndpoints = 6
/** For the document that names WebSocket URLs. */
const hostMetaBytes = 64 * 1024

/** Where an admin's definition or DNS (RFC 6120 §3.2, XEP-0368) says that the domain is served, in the order to try. */
export async function findEndpoints(domain: string, service: Service | undefined, dialer: Dialer): Promise<Endpoint[]> {
  const allowPrivate = service?.allowPrivate ?? false
  if (service?.url) return [{ kind: 'websocket', url: service.url, allowPrivate }]
  if (service && (service.host || service.port || service.tls === 'none')) {
    const port = service.port ?? (service.tls === 'direct' ? 5223 : 5222)
    return [{ kind: service.tls, host: service.host ?? domain, port, allowPrivate }]
  }
  const [direct, plain] = await Promise.all([lookUp(dialer, `_xmpps-client._tcp.${domain}`), lookUp(dialer, `_xmpp-client._tcp.${domain}`)])
  const offered = [...direct.map(as('direct')), ...plain.map(as('starttls'))].filter(({ host }) => host !== '')
  if (offered.length > 0)
    return srvOrder(offered)
      .slice(0, mostEndpoints)
      .map(({ kind, host, port }) => ({ kind, host, port, allowPrivate }))
  // A record whose only target is "." says that there decidedly is no such service (RFC 2782).
  if (plain.length > 0) throw new NetworkError('unreachable', `${domain} offers no chat by XMPP.`)
  return [{ kind: 'starttls', host: domain, port: 5222, allowPrivate }]
}

const as = (kind: 'direct' | 'starttls') => (record: SrvRecord) => ({ ...record, kind })

/** Without an answer from DNS the usual port of the domain itself is still worth a try. */
function lookUp(dialer: Dialer, name: string): Promise<readonly SrvRecord[]> {
  return dialer.srv(name).catch(() => [])
}

/** What the domain's web server says about WebSocket (XEP-0156): the last resort. Empty if it says nothing. */
export async function findWebSockets(domain: string, dialer: Dialer, signal: AbortSignal): Promise<Endpoint[]> {
  for (const file of ['host-meta.json', 'host-meta']) {
    try {
      const options = { maxBytes: hostMetaBytes, maxRedirects: 3, allowPrivate: false, signal }
      const { status, body } = await dialer.get(`https://${domain}/.well-known/${file}`, options)
      const urls = status === 200 ? parseHostMeta(body) : []
      if (urls.length > 0) return urls.slice(0, 2).map((url) => ({ kind: 'websocket', url, allowPrivate: false }))
    } catch {
      // Most domains have no such file; what counts is why the ordinary ways failed.
    }
  }
  return []
}

/** A host and port that the server dictates, with the protocol in use. Never inside, whatever the admin's definition allows. */
export function dictated(location: string, kind: Endpoint['kind']): Endpoint | null {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^\s:/[\]]+))(?::(\d{1,5}))?$/i.exec(location)
  const host = match?.[1] ?? match?.[2]
  if (!host || kind === 'websocket' || kind === 'none') return null
  return { kind, host, port: Number(match?.[3] ?? (kind === 'direct' ? 5223 : 5222)), allowPrivate: false }
}

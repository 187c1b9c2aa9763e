import type { IncomingMessage } from 'node:http'

export interface Origins {
  /** The request comes from a page of this server, or from no page at all. */
  isOwn(request: IncomingMessage): boolean
  /** Whose it is, for rate limits. Behind a proxy: what the proxy says. */
  address(request: IncomingMessage): string
  /** Made on this machine, and not passed on by a proxy for somebody else. */
  isLocal(request: IncomingMessage): boolean
  /** `host:port` as the browser sees this server, '' when it makes no sense. */
  host(request: IncomingMessage): string
}

const loopback = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/
/** What proxies add. One on this machine makes every request come from here; that there is such a header counts, not what it says. */
const relayed = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']
const local = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/
const sane = /^[\w.:[\]-]{1,255}$/

/** `behindProxy`: the last hop is a proxy of the operator's, and its X-Forwarded-For can be believed. */
export function createOrigins({ url, behindProxy }: { url: string; behindProxy: boolean }): Origins {
  const own = new URL(url)
  const host = ({ headers }: IncomingMessage) => (headers.host && sane.test(headers.host) ? headers.host : '')
  const forwarded = ({ headers }: IncomingMessage) => [headers['x-forwarded-for']].flat().join(',')
  // Where we encrypt, a page without encryption may have been written by anybody on the way, unless there was no way.
  const isHere = (origin: string, here: string) => {
    const page = URL.parse(origin)
    const trusted = own.protocol === 'http:' || page?.protocol === 'https:' || local.test(page?.hostname ?? '')
    return page !== null && page.host !== '' && page.host === here && trusted
  }
  return {
    host,
    isOwn: (request) => {
      const { origin, 'sec-fetch-site': site } = request.headers
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
      if (origin === undefined) return true
      return origin === own.origin || isHere(origin, host(request))
    },
    address: (request) => {
      const last = behindProxy ? forwarded(request).split(',').at(-1)?.trim() : undefined
      return network(last || (request.socket.remoteAddress ?? ''))
    },
    isLocal: ({ socket, headers }) => loopback.test(socket.remoteAddress ?? '') && !relayed.some((name) => headers[name] !== undefined),
  }
}

/** One customer of an IPv6 provider has at least a /64: counting single addresses would count nobody. */
function network(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = 8 - groups.length - tail.split(':').filter(Boolean).length
  const whole = address.includes('::') ? [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail.split(':')] : groups
  return whole.slice(0, 4).join(':')
}

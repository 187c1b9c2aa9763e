import { lookup, Resolver } from 'node:dns/promises'
import { domainToASCII } from 'node:url'

/** One SRV record (RFC 2782). `host` is empty for ".": the service is decidedly not there. */
export interface SrvRecord {
  readonly host: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/** Where names are looked up; injected, so that tests need no DNS. */
export interface Names {
  /** Addresses of a host, empty if it has none. Accepts literal addresses in every spelling the system knows. */
  addresses(host: string): Promise<readonly string[]>
  /** Empty if there are none; rejects if nobody could say. */
  srv(name: string): Promise<readonly SrvRecord[]>
}

const absent = new Set(['ENOTFOUND', 'ENODATA'])

function emptyIfAbsent(error: NodeJS.ErrnoException): [] {
  if (absent.has(error.code ?? '')) return []
  throw error
}

/** The system's hosts file and resolver for addresses, DNS itself for SRV. */
export function systemNames(): Names {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  return {
    async addresses(host) {
      const found = await lookup(domainToASCII(host) || host, { all: true, verbatim: true }).catch(emptyIfAbsent)
      return found.map((entry) => entry.address)
    },
    async srv(name) {
      const found = await resolver.resolveSrv(domainToASCII(name)).catch(emptyIfAbsent)
      return found.map((record) => ({
        host: record.name === '.' ? '' : record.name,
        port: record.port,
        priority: record.priority,
        weight: record.weight,
      }))
    },
  }
}

/**
 * The order in which SRV targets are tried (RFC 2782): lowest priority first, within one priority drawn by weight.
 * `random` gives numbers from 0 up to but not including 1.
 */
export function srvOrder<T extends Pick<SrvRecord, 'priority' | 'weight'>>(records: readonly T[], random = Math.random): T[] {
  // A zero weight goes first so that it is drawn only when the draw itself is zero.
  const waiting = records.toSorted((a, b) => a.priority - b.priority || a.weight - b.weight)
  const ordered: T[] = []
  while (waiting[0]) {
    const { priority } = waiting[0]
    const group = waiting.filter((record) => record.priority === priority)
    const chosen = group[drawn(group, random())] ?? waiting[0]
    waiting.splice(waiting.indexOf(chosen), 1)
    ordered.push(chosen)
  }
  return ordered
}

function drawn(group: readonly { weight: number }[], random: number): number {
  let left = random * group.reduce((sum, { weight }) => sum + weight, 0)
  return group.findIndex(({ weight }) => {
    left -= weight
    return left <= 0
  })
}

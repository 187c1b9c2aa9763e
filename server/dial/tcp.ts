import { connect, isIPv6, type Socket } from 'node:net'
import { abortError, DialError, unheard, unlessAborted } from './errors.ts'
import { mayDial } from './guard.ts'
import type { Names } from './names.ts'

export interface Target {
  /** A name or an address, as a person, an admin or a server wrote it. */
  readonly host: string
  readonly port: number
  readonly allowPrivate: boolean
}

/** The next address is tried beside the last one after this many ms (RFC 8305). */
const staggerMs = 250
const maxAddresses = 8

/**
 * Connects to the first address of the host that answers. Names are resolved once, here, and only checked addresses are dialled (N15).
 * Rejects with DialError.
 */
export async function dialTcp(target: Target, names: Names, signal: AbortSignal): Promise<Socket> {
  if (!(target.port >= 1 && target.port <= 65_535)) throw new DialError('invalid', `${target.port} is not a port.`)
  const addresses = await checkedAddresses(target, names, signal)
  return race(addresses, target, signal)
}

async function checkedAddresses(target: Target, names: Names, signal: AbortSignal): Promise<string[]> {
  const lookup = names.addresses(target.host).catch((cause: unknown) => {
    throw new DialError('unreachable', `The name ${target.host} could not be looked up.`, cause)
  })
  const found = await unlessAborted(lookup, signal, target.host)
  if (found.length === 0) throw new DialError('unreachable', `There is no host named ${target.host}.`)
  const allowed = found.filter((address) => mayDial(address, target.allowPrivate))
  if (allowed.length === 0) throw new DialError('forbidden', `${target.host} is not a public address.`, found)
  return alternate(allowed).slice(0, maxAddresses)
}

/** Both families in turn, so that one that is broken costs one stagger only. */
function alternate(addresses: readonly string[]): string[] {
  const preferred = isIPv6(addresses[0] ?? '')
  const first = addresses.filter((address) => isIPv6(address) === preferred)
  const second = addresses.filter((address) => isIPv6(address) !== preferred)
  return first.flatMap((address, i) => [address, ...second.slice(i, i + 1)]).concat(second.slice(first.length))
}

function race(addresses: readonly string[], { host, port }: Target, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const waiting = [...addresses]
    const trying = new Set<Socket>()
    let timer: NodeJS.Timeout | undefined
    const settle = (settled: () => void) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      for (const socket of trying) socket.destroy()
      settled()
    }
    const abort = () => settle(() => reject(abortError(signal, host)))
    const next = () => {
      clearTimeout(timer)
      const address = waiting.shift()
      if (address === undefined) return
      const socket = dialAddress(address, port)
      trying.add(socket)
      // Stays on the losers: an error of theirs must not become an uncaught exception.
      const lost = (cause: Error) => {
        if (!trying.delete(socket)) return
        if (trying.size + waiting.length === 0) settle(() => reject(new DialError('unreachable', `${host} cannot be reached.`, cause)))
        else next()
      }
      socket.on('error', lost)
      socket.once('connect', () => {
        trying.delete(socket)
        socket.off('error', lost).on('error', unheard)
        settle(() => resolve(socket))
      })
      if (waiting.length > 0) timer = setTimeout(next, staggerMs)
    }
    if (signal.aborted) return abort()
    signal.addEventListener('abort', abort, { once: true })
    next()
  })
}

/** Nagle off: with it a sequence of small requests is fifty times slower. */
function dialAddress(host: string, port: number): Socket {
  return connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 })
}

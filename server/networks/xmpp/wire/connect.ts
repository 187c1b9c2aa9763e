import { domainToASCII } from 'node:url'
import { NetworkError } from '../../network.ts'
import { dictated, type Endpoint, findEndpoints, findWebSockets } from './endpoints.ts'
import { asNetworkError, SeeOtherHost } from './faults.ts'
import { createKept, type Kept } from './kept.ts'
import { LiveStream } from './live-stream.ts'
import { domainOf, localOf } from './queries.ts'
import { reach, type Way } from './reach.ts'
import { signIn } from './sasl.ts'
import type { Resumable, Stream, StreamOptions } from './stream.ts'

/** ms from dialling one endpoint to its bound stream. */
const endpointMs = 30_000
const mostRedirects = 2
/** Worth trying another endpoint, the least telling first; everything else ends the search. */
const tryNext = ['unreachable', 'timeout', 'forbidden', 'protocol', 'certificate']

interface Search {
  readonly options: StreamOptions
  readonly domain: string
  readonly kept: Kept
}

/**
 * Finds the account's server, signs in and resumes or binds. Rejects with NetworkError and leaves nothing open: `credentials` (also when
 * the server offers less than `strongest`), `banned`, `certificate` (no encryption, not the domain's certificate, or a server that does
 * not know the password either), `unsupported` (no mechanism in common), `elsewhere`, `unreachable`, `forbidden` (a private address),
 * `timeout`, `throttled`, `protocol`.
 */
export async function connect(options: StreamOptions): Promise<Stream> {
  const domain = domainToASCII(domainOf(options.jid))
  if (!domain || !localOf(options.jid)) throw new NetworkError('invalid', `${options.jid} is not an XMPP address.`)
  const search: Search = { options, domain, kept: options.kept ?? createKept() }
  try {
    return await tryAll(await firstEndpoints(search), search)
  } catch (error) {
    const failure = asNetworkError(error)
    const elsewhere = options.service === undefined && ['unreachable', 'timeout'].includes(failure.code) && !options.stop.aborted
    const webSockets = elsewhere ? await webSocketsOf(search) : []
    if (webSockets.length === 0) throw failure
    return await tryAll(webSockets, search)
  }
}

/** A stream that is resumed goes where its server wants it, except where an admin has said where that is. */
async function firstEndpoints({ options, domain, kept }: Search): Promise<Endpoint[]> {
  const location = options.service === undefined && options.resume?.location
  const preferred = location ? dictated(location, 'starttls') : null
  const found = await findEndpoints(domain, options.service, kept.dialer)
  return preferred ? [preferred, ...found] : found
}

function webSocketsOf({ options, domain, kept }: Search): Promise<Endpoint[]> {
  return findWebSockets(domain, kept.dialer, AbortSignal.any([options.stop, AbortSignal.timeout(endpointMs)]))
}

async function tryAll(endpoints: readonly Endpoint[], search: Search): Promise<Stream> {
  const waiting = [...endpoints]
  let redirects = 0
  let worst = new NetworkError('unreachable', `${search.domain} cannot be reached.`)
  for (let endpoint = waiting.shift(); endpoint; endpoint = waiting.shift()) {
    try {
      return await tryOne(endpoint, search)
    } catch (cause) {
      const error = asNetworkError(cause)
      search.options.log('xmpp.endpoint-failed', { endpoint, code: error.code, message: error.message })
      if (search.options.stop.aborted || !tryNext.includes(error.code)) throw error
      if (tryNext.indexOf(error.code) >= tryNext.indexOf(worst.code)) worst = error
      const other = error instanceof SeeOtherHost && redirects++ < mostRedirects ? dictated(error.location, endpoint.kind) : null
      if (other) waiting.unshift(other)
    }
  }
  throw worst
}

async function tryOne(endpoint: Endpoint, search: Search): Promise<Stream> {
  const first = await attempt(endpoint, search, search.options.resume)
  if (first.stream) return first.stream
  search.options.log('xmpp.resume-refused', { code: first.error.code })
  const second = await attempt(endpoint, search, null)
  if (second.stream) return second.stream
  throw second.error
}

type Attempt = { stream: LiveStream } | { stream: null; error: NetworkError }

/** Resolves without a stream when the server ended it only because it could not be resumed. */
async function attempt(endpoint: Endpoint, { options, domain, kept }: Search, resume: Resumable | null): Promise<Attempt> {
  const signal = AbortSignal.any([options.stop, AbortSignal.timeout(endpointMs)])
  const stream = await signedIn(endpoint, { ...options, resume }, { domain, service: options.service, dialer: kept.dialer, signal, kept })
  const abort = () => stream.abandon()
  signal.addEventListener('abort', abort, { once: true })
  try {
    await stream.begin()
    return { stream }
  } catch (cause) {
    stream.abandon()
    if (signal.aborted) throw new NetworkError('timeout', `${domain} did not answer in time.`, { cause })
    const error = asNetworkError(cause)
    if (!stream.resumeRefused) throw error
    return { stream: null, error }
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

async function signedIn(endpoint: Endpoint, options: StreamOptions, way: Way & { readonly kept: Kept }): Promise<LiveStream> {
  const { transport, handshake, features } = await reach(endpoint, way)
  try {
    const mechanism = await signIn(features, {
      user: localOf(options.jid),
      password: options.password,
      secure: transport.secure,
      strongest: options.strongest,
      deriveKeys: way.kept.deriveKeys,
      ask: (element) => handshake.ask(transport, element),
    })
    const signedFeatures = await handshake.open(transport)
    handshake.silent()
    return new LiveStream(options, {
      transport,
      mechanism,
      features: signedFeatures.children.filter((item) => typeof item !== 'string'),
      kept: way.kept,
    })
  } catch (error) {
    transport.destroy()
    throw error
  } finally {
    handshake.done()
  }
}

import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { Duplex } from 'node:stream'
import { DialError, unlessAborted } from './errors.ts'

export interface GetOptions {
  readonly maxBytes: number
  readonly maxRedirects: number
  readonly allowPrivate: boolean
  readonly ca?: string
  readonly signal: AbortSignal
}

export interface Got {
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
}

/** Gives a checked, encrypted connection to the URL's host. */
export type Connect = (url: URL) => Promise<Duplex>

/** One HTTPS GET with all its redirects, each of them dialled through `connect`. Rejects with DialError. */
export async function get(address: string | URL, options: GetOptions, connect: Connect): Promise<Got> {
  let url = new URL(address)
  for (let redirects = 0; redirects <= options.maxRedirects; redirects++) {
    if (url.protocol !== 'https:') throw new DialError('forbidden', `${url.host} does not encrypt.`)
    const response = await ask(url, await connect(url), options.signal)
    const location = response.headers.location
    if (!location || ![301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) return await read(response, url, options)
    response.destroy()
    url = redirected(location, url)
  }
  throw new DialError('protocol', `${url.host} redirects too often.`)
}

function redirected(location: string, from: URL): URL {
  const to = URL.parse(location, from)
  if (to) return to
  throw new DialError('protocol', `${from.host} redirects to nowhere.`, location)
}

async function ask(url: URL, socket: Duplex, signal: AbortSignal): Promise<IncomingMessage> {
  const asked = request(url, { createConnection: () => socket, headers: { 'accept-encoding': 'identity' } })
  asked.end()
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  asked.on('error', () => socket.destroy())
  try {
    const [response] = await unlessAborted(answered, signal, url.host)
    return response
  } catch (cause) {
    asked.destroy()
    throw cause instanceof DialError ? cause : new DialError('unreachable', `${url.host} gave no answer.`, cause)
  }
}

async function read(response: IncomingMessage, url: URL, options: GetOptions): Promise<Got> {
  const body = collect(response, url, options.maxBytes)
  try {
    return {
      status: response.statusCode ?? 0,
      contentType: response.headers['content-type'] ?? '',
      body: await unlessAborted(body, options.signal, url.host),
    }
  } catch (cause) {
    throw cause instanceof DialError ? cause : new DialError('unreachable', `${url.host} broke off its answer.`, cause)
  } finally {
    response.destroy()
  }
}

async function collect(response: IncomingMessage, url: URL, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new DialError('too-large', `${url.host} sends too much.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

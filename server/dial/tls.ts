import { isIP, type Socket } from 'node:net'
import {
  type ConnectionOptions,
  checkServerIdentity,
  connect,
  createSecureContext,
  getCACertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls'
import { domainToASCII } from 'node:url'
import { abortError, DialError, unheard } from './errors.ts'

export interface Identity {
  /** Whom the certificate must name, whatever host was dialled. */
  readonly domain: string
  /** PEM text of a further authority. */
  readonly ca?: string
  readonly alpn?: string
}

/** One context per set of authorities: a context of its own for every connection costs half of a login's memory. */
export type Trust = (ca: string | undefined) => SecureContext

export function createTrust(): Trust {
  const contexts = new Map<string | undefined, SecureContext>()
  return (ca) => {
    const known = contexts.get(ca)
    if (known) return known
    const authorities = ca === undefined ? {} : { ca: [...getCACertificates('default'), ca] }
    const context = createSecureContext({ minVersion: 'TLSv1.2', ...authorities })
    contexts.set(ca, context)
    return context
  }
}

/** Turns a connected socket into a checked TLS connection. The socket is destroyed when that fails. Rejects with DialError. */
export function wrapTls(socket: Socket, identity: Identity, { trust, signal }: { trust: Trust; signal: AbortSignal }): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      socket.destroy()
      return reject(abortError(signal, identity.domain))
    }
    const secure = connect(tlsOptions(socket, identity, trust))
    const abort = () => fail(abortError(signal, identity.domain))
    const settle = () => {
      signal.removeEventListener('abort', abort)
      secure.off('secureConnect', succeed)
      secure.off('close', closed)
      secure.off('error', failed)
      secure.on('error', unheard)
    }
    const fail = (error: DialError) => {
      settle()
      secure.destroy()
      socket.destroy()
      reject(error)
    }
    const succeed = () => {
      settle()
      resolve(secure)
    }
    const failed = (cause: Error) => fail(tlsError(cause, identity.domain))
    const closed = () => fail(new DialError('unreachable', `${identity.domain} hung up before the connection was encrypted.`))
    signal.addEventListener('abort', abort, { once: true })
    secure.once('secureConnect', succeed)
    secure.once('close', closed)
    secure.once('error', failed)
  })
}

function tlsOptions(socket: Socket, { domain, ca, alpn }: Identity, trust: Trust): ConnectionOptions {
  const name = domainToASCII(domain) || domain
  return {
    socket,
    secureContext: trust(ca),
    rejectUnauthorized: true,
    checkServerIdentity: (_dialled, certificate) => checkServerIdentity(name, certificate),
    ...(isIP(name) ? {} : { servername: name }),
    ...(alpn === undefined ? {} : { ALPNProtocols: [alpn] }),
  }
}

const certificateCodes = /CERT|UNABLE_TO_|CRL|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE/

function tlsError(cause: Error & { code?: string }, domain: string): DialError {
  const code = cause.code ?? ''
  if (certificateCodes.test(code) && !code.startsWith('ERR_SSL')) {
    return new DialError('certificate', `The server could not prove that it is ${domain}.`, cause)
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return new DialError('protocol', `${domain} and Parley found no common way to encrypt.`, cause)
  }
  return new DialError('unreachable', `${domain} hung up before the connection was encrypted.`, cause)
}

import type { ErrorCode } from '../../../../contract/errors.ts'
import { DialError } from '../../../dial/errors.ts'
import { NetworkError } from '../../network.ts'
import { childText, type Element } from './element.ts'
import { wire } from './namespaces.ts'
import { XmlError } from './xml-error.ts'

type Meaning = readonly [ErrorCode, string]

/** Server text may be anything: it is for logs, shortened. */
const logged = (element: Element, xmlns: string) =>
  `${conditionOf(element, xmlns)} ${(childText(element, 'text', xmlns) ?? '').slice(0, 200)}`.trim()

/** The defined condition of an error element (RFC 6120 §4.9.2, §8.3.2; its SASL form in §6.5). */
export function conditionOf(error: Element, xmlns: string): string {
  const condition = error.children.find((item): item is Element => typeof item !== 'string' && item.xmlns === xmlns && item.name !== 'text')
  return condition?.name ?? 'undefined-condition'
}

/** The server wants us to go to another host. It is dialled only if it is public. */
export class SeeOtherHost extends NetworkError {
  readonly location: string
  constructor(location: string) {
    super('protocol', 'The server sent Parley to another host.')
    this.location = location
  }
}

const streamMeanings: Readonly<Record<string, Meaning>> = {
  conflict: ['elsewhere', 'This account was signed in with the same device name from elsewhere.'],
  'not-authorized': ['credentials', 'The server did not accept the sign-in.'],
  'host-unknown': ['unreachable', 'The server does not serve this domain.'],
  'host-gone': ['unreachable', 'The server does not serve this domain any more.'],
  'connection-timeout': ['timeout', 'The server waited too long for an answer.'],
  'system-shutdown': ['unreachable', 'The server is shutting down.'],
  reset: ['unreachable', 'The server asks to connect again.'],
  'remote-connection-failed': ['unreachable', 'The server has trouble with another server that it needs.'],
  'internal-server-error': ['unreachable', 'The server has trouble of its own.'],
  'resource-constraint': ['throttled', 'The server is too busy.'],
}

/** Conditions that blame what we sent: sending the same again would end the next stream too. */
const ourFault = new Set([
  'bad-format',
  'invalid-namespace',
  'invalid-xml',
  'not-well-formed',
  'policy-violation',
  'restricted-xml',
  'unsupported-stanza-type',
])

export function blamesUs(error: Element): boolean {
  return ourFault.has(conditionOf(error, wire.streamErrors))
}

/**
 * What a stream error (RFC 6120 §4.9) means. A policy violation bans only while signing in: later it is mostly about one stanza
 * that was too large, or about haste, and must not stop the account for good.
 */
export function streamError(error: Element, when: 'signing-in' | 'online'): NetworkError {
  const condition = conditionOf(error, wire.streamErrors)
  const cause = logged(error, wire.streamErrors)
  const other = condition === 'see-other-host' && childText(error, 'see-other-host', wire.streamErrors)
  if (other) return new SeeOtherHost(other.trim())
  if (condition === 'policy-violation' && when === 'signing-in') {
    return new NetworkError('banned', 'The server does not let this account in.', { cause })
  }
  const [code, message] = streamMeanings[condition] ?? ['protocol', 'The server ended the connection because of something Parley sent.']
  return new NetworkError(code, message, { cause })
}

const saslMeanings: Readonly<Record<string, Meaning>> = {
  'not-authorized': ['credentials', 'The address or the password is wrong.'],
  'invalid-authzid': ['credentials', 'The address or the password is wrong.'],
  'credentials-expired': ['credentials', 'The password has expired.'],
  'account-disabled': ['banned', 'The server has closed this account.'],
  'temporary-auth-failure': ['unreachable', 'The server cannot check passwords at the moment.'],
}

/** What a SASL failure (RFC 6120 §6.5) means. */
export function saslError(failure: Element): NetworkError {
  const [code, message] = saslMeanings[conditionOf(failure, wire.sasl)] ?? ['protocol', 'The server did not accept this way of signing in.']
  return new NetworkError(code, message, { cause: logged(failure, wire.sasl) })
}

const stanzaMeanings: Readonly<Record<string, Meaning>> = {
  'bad-request': ['invalid', 'The server did not understand this.'],
  conflict: ['conflict', 'This already exists.'],
  'feature-not-implemented': ['unsupported', 'The other side cannot do this.'],
  forbidden: ['forbidden', 'This is not allowed.'],
  gone: ['not-found', 'This address does not exist any more.'],
  'item-not-found': ['not-found', 'This does not exist.'],
  'jid-malformed': ['invalid', 'This is not a valid address.'],
  'not-acceptable': ['invalid', 'The server does not accept this.'],
  'not-allowed': ['forbidden', 'This is not allowed.'],
  'not-authorized': ['forbidden', 'This is not allowed.'],
  'payment-required': ['forbidden', 'This is not allowed.'],
  'policy-violation': ['forbidden', 'The server has a rule against this.'],
  'recipient-unavailable': ['offline', 'The other side is offline.'],
  'registration-required': ['forbidden', 'Only members may do this.'],
  'remote-server-not-found': ['unreachable', 'The server of this address cannot be found.'],
  'remote-server-timeout': ['unreachable', 'The server of this address does not answer.'],
  'resource-constraint': ['throttled', 'The server is too busy.'],
  'service-unavailable': ['unsupported', 'The other side cannot do this.'],
  'subscription-required': ['forbidden', 'Only contacts may do this.'],
}

/** What a stanza of type error (RFC 6120 §8.3) means; `cause` is the condition and the server's text. */
export function stanzaError(stanza: Element): NetworkError {
  const error = stanza.children.find((item): item is Element => typeof item !== 'string' && item.name === 'error') ?? stanza
  const [code, message] = stanzaMeanings[conditionOf(error, wire.stanzaErrors)] ?? ['protocol', 'The server had trouble with this.']
  return new NetworkError(code, message, { cause: logged(error, wire.stanzaErrors) })
}

/** Whatever was thrown while connecting, as the one kind of error that leaves this folder. */
export function asNetworkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  if (error instanceof DialError) return new NetworkError(error.code, error.message, { cause: error })
  return new NetworkError('bug', 'Something went wrong in Parley while connecting.', { cause: error })
}

export function serverClosed(): NetworkError {
  return new NetworkError('unreachable', 'The server closed the connection.')
}

/** Why reading what came in failed: bad XML is the server's fault, everything else ours. */
export function receiveError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  if (error instanceof XmlError) return new NetworkError('protocol', 'The server sent something that is not XMPP.', { cause: error })
  return new NetworkError('bug', 'Parley stumbled over something the server sent.', { cause: error })
}

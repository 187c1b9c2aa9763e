import type { ErrorCode } from '../../../contract/errors.ts'
import { NetworkError } from '../network.ts'
import { ns } from './namespaces.ts'
import { child, children, type Element } from './wire/element.ts'

const meanings: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  'item-not-found': ['not-found', 'There is nobody with this address.'],
  'service-unavailable': ['not-found', 'This address takes no messages.'],
  'recipient-unavailable': ['not-found', 'This person cannot be reached at the moment.'],
  'remote-server-not-found': ['unreachable', 'The other server could not be found.'],
  'remote-server-timeout': ['unreachable', 'The other server did not answer.'],
  'not-acceptable': ['forbidden', 'The message was not accepted.'],
  'policy-violation': ['forbidden', 'The message was not accepted.'],
  forbidden: ['forbidden', 'This person does not take messages from you.'],
  'not-allowed': ['forbidden', 'This person does not take messages from you.'],
  'resource-constraint': ['throttled', 'The other server is busy. Try again later.'],
}

/** Why a message came back (RFC 6120 §8.3). The remote text goes to the logs only. */
export function bounceError(message: Element): NetworkError {
  const error = child(message, 'error', ns.client)
  const condition = error && children(error, undefined, ns.stanzas).find((item) => item.name !== 'text')
  const [code, sentence] = meanings[condition?.name ?? ''] ?? ['forbidden', 'The message could not be delivered.']
  return new NetworkError(code, sentence, { cause: condition?.name })
}

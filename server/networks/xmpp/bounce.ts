import type { ErrorCode } from '../../../contract/errors.ts'
import { NetworkError } from '../network.ts'
import { ns } from './namespaces.ts'
import { child, type Element } from './wire/element.ts'
import { conditionOf, stanzaError } from './wire/faults.ts'

/** What a condition means to somebody who wrote to a person; the others mean what they always do. */
const meanings: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  'item-not-found': ['not-found', 'There is nobody with this address.'],
  'service-unavailable': ['not-found', 'There is nobody with this address, or nobody who takes your messages.'],
  'not-acceptable': ['forbidden', 'This person is blocked, or has blocked you.'],
  forbidden: ['forbidden', 'This person does not take messages from you.'],
}

/** Why a message came back (RFC 6120 §8.3). */
export function bounceError(message: Element): NetworkError {
  const error = child(message, 'error', ns.client)
  const condition = error ? conditionOf(error, ns.stanzas) : ''
  const meaning = meanings[condition]
  return meaning ? new NetworkError(...meaning, { cause: condition }) : stanzaError(message)
}

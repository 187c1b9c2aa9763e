import type { NetworkEvent } from '../network.ts'
import { conversationKey, messageKey, personKey } from './keys.ts'
import type { Line } from './outgoing.ts'

/** What came over the wire, as the core wants to hear it. */
export function fromWire(line: Line, at: number): NetworkEvent {
  const action = line.text.startsWith('/me ')
  return {
    type: 'message',
    live: true,
    message: {
      conversation: conversationKey(line.from),
      keys: [messageKey(line.id)],
      from: { key: personKey(line.from), name: line.from, address: line.from },
      at,
      kind: action ? 'action' : 'text',
      text: action ? line.text.slice(4) : line.text,
    },
  }
}

import type { Outgoing } from '../network.ts'

/** What goes over the wire. */
export interface Line {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly text: string
}

export function toWire(message: Outgoing, me: string): Line {
  const text = message.body.kind === 'action' ? `/me ${message.body.text}` : message.body.text
  return { id: message.txn, from: me, to: message.conversation, text }
}

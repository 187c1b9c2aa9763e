import { randomUUID } from 'node:crypto'
import type { ConversationKey, MessageKey } from '../network.ts'
import type { Bound } from './bound.ts'
import type { Envelope } from './envelope.ts'
import { bareJid } from './jid.ts'
import { idOf } from './keys.ts'
import { displayed, receipt } from './outgoing.ts'

/** XEP-0184, once the message is stored. A copy was answered by the device it was meant for. */
export function acknowledge(bound: Bound, { message, copy }: Envelope, id: string): void {
  const { from } = message.attrs
  const bare = bareJid(from)
  if (!copy && from !== undefined && bare !== null && mayKnow(bound, bare)) bound.stream.send(receipt(from, randomUUID(), id))
}

/** XEP-0333. "Delivered" has been said when the message was stored. */
export function tellRead(bound: Bound, conversation: ConversationKey, upTo: MessageKey): void {
  const message = idOf(upTo)
  if (message && message.author !== bound.me && mayKnow(bound, conversation)) {
    bound.stream.send(displayed(conversation, randomUUID(), message.id))
  }
}

/** Receipts and typing tell that we are here: only to those who may see that anyway, and not while we hide. */
export function mayKnow(bound: Bound, bare: string): boolean {
  return bound.own?.show !== 'hidden' && bound.roster.trusts(bare)
}

import { randomUUID } from 'node:crypto'
import { type MessageKey, NetworkError, type NetworkEvent, type Outgoing, type Sent, type Session } from '../network.ts'
import { abilities } from './abilities.ts'
import type { Bound } from './bound.ts'
import { idKey, idOf } from './keys.ts'
import { chatMessage, correction, reactionSet, readChatMessage, retraction, typing } from './outgoing.ts'
import { mayKnow, tellRead } from './receipts.ts'
import type { Settled } from './wire/stream.ts'

type Facets = Required<Pick<Session, 'typing' | 'receipts' | 'edits' | 'deletes' | 'reactions'>>

/** Resolves when our server has taken it; what becomes of it there may come back later as an error. */
export async function sendMessage(bound: Bound, outgoing: Outgoing): Promise<Sent> {
  fits(outgoing.body.text)
  const at = Date.now()
  await bound.stream.confirmed(chatMessage(outgoing))
  return { state: 'sent', keys: [idKey(bound.me, outgoing.txn)], at }
}

/** What a resume says of messages whose fate was unsure when the line broke: our server has them. */
export function arrived(me: string, settled: readonly Settled[]): NetworkEvent[] {
  return settled.flatMap(({ stanza, at }) => {
    const message = readChatMessage(stanza)
    return message ? [{ type: 'message.sent', ...message, keys: [idKey(me, message.txn)], at }] : []
  })
}

/** What can be done in a direct chat besides writing. `bound` throws while there is no connection. */
export function chatFacets(bound: () => Bound): Facets {
  return {
    typing: {
      async set(conversation, on) {
        if (mayKnow(bound(), conversation)) bound().stream.send(typing(conversation, randomUUID(), on))
      },
    },
    receipts: {
      async set(conversation, upTo, kind) {
        if (kind === 'read') tellRead(bound(), conversation, upTo)
      },
    },
    edits: {
      async edit(conversation, target, body) {
        fits(body.text)
        await bound().stream.confirmed(correction(conversation, randomUUID(), { of: named(target), body }))
      },
    },
    deletes: {
      async delete(conversation, target) {
        await bound().stream.confirmed(retraction(conversation, randomUUID(), named(target)))
      },
    },
    reactions: {
      async set(conversation, target, emojis) {
        await bound().stream.confirmed(reactionSet(conversation, randomUUID(), { on: named(target), emojis }))
      },
    },
  }
}

/** The id that the other side knows the message by. */
function named(target: MessageKey): string {
  const name = idOf(target)
  if (!name) throw new NetworkError('unsupported', 'This message has no name that the other side would know it by.')
  return name.id
}

/** Larger stanzas end the connection on some servers (RFC 6120 §13.12 lets each have a limit of its own). */
function fits(text: string): void {
  if (Buffer.byteLength(text) > abilities.textBytes) throw new NetworkError('too-large', 'This message is too long for this network.')
}

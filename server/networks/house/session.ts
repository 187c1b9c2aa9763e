import { once } from 'node:events'
import type { Account, ConversationKey, Ended, Outgoing, Sent, Session } from '../network.ts'
import { NetworkError } from '../network.ts'
import { lookAround, showPresence, typing } from './attention.ts'
import { contacts } from './contacts.ts'
import { admit, converse } from './direct.ts'
import type { Helper } from './helper/helper.ts'
import { invites } from './invites.ts'
import { messageKey, otherOf } from './keys.ts'
import { rooms } from './rooms.ts'
import { may } from './rules.ts'
import type { House, Seat } from './seat.ts'
import type { Line } from './switchboard.ts'

export function openSession(house: House, helper: Helper, account: Account): Session {
  const seat: Seat = { house, account, me: account.me.key }
  const line: Line = { me: seat.me, hint: account.hint, shown: { show: 'offline', text: '' }, told: new Set() }
  // Who wrote what, and whose role goes how far, the core knows (N7).
  const amend = (conversation: ConversationKey) => standInside(seat, conversation)
  return {
    run: (stop) => live(seat, { line, helper, stop }),
    send: (message) => send(seat, helper, message),
    converse: (address) => converse(seat, address),
    contacts: contacts(seat),
    rooms: rooms(seat),
    invites: invites(seat),
    typing: typing(seat),
    presence: { set: (own) => showPresence(seat, line, own) },
    // The reader's own mark the core keeps; told under his key, it becomes the mark that the others see.
    receipts: {
      set: (conversation, upTo, kind) => account.emit({ events: [{ type: 'receipt', conversation, from: seat.me, kind, upTo }] }),
    },
    edits: { edit: amend },
    deletes: { delete: amend },
    reactions: { set: amend },
  }
}

/** There is nothing to dial: the session is online at once and lives until it is told to stop. */
async function live(seat: Seat, { line, helper, stop }: { line: Line; helper: Helper; stop: AbortSignal }): Promise<Ended> {
  if (stop.aborted) return { why: 'stopped' }
  const stopped = once(stop, 'abort')
  seat.house.board.open(line)
  seat.account.state('online')
  try {
    await lookAround(seat)
    await helper.greet(seat)
    await stopped
    return { why: 'stopped' }
  } catch (cause) {
    const error = cause instanceof NetworkError ? cause : new NetworkError('bug', 'Your chats could not be opened.', { cause })
    return { why: 'lost', error, wasOnline: true }
  } finally {
    seat.house.board.close(line)
  }
}

async function send(seat: Seat, helper: Helper, { conversation, txn, body }: Outgoing): Promise<Sent> {
  const other = otherOf(conversation, seat.me)
  await (other === null ? standInside(seat, conversation) : admit(seat, conversation, other))
  const at = seat.house.now()
  if (other === helper.key) helper.hear(seat, { text: body.text, txn, at })
  return { state: 'sent', keys: [messageKey(txn)], at }
}

async function standInside(seat: Seat, conversation: ConversationKey): Promise<void> {
  const me = await seat.house.book.member({ key: conversation, person: seat.me })
  if (me === null || !may('write', me)) throw new NetworkError('forbidden', 'You are not in this conversation.')
}

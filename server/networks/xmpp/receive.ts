import type { NetworkEvent } from '../network.ts'
import { type Bound, introduced } from './bound.ts'
import { type Envelope, isFromOwnAccount, openEnvelope } from './envelope.ts'
import { readMessage } from './incoming.ts'
import { bareJid } from './jid.ts'
import { conversationKey, passingKey, personKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { answerQuestion, reply } from './questions.ts'
import { acknowledge } from './receipts.ts'
import { readBlocked } from './roster.ts'
import { child, type Element, el } from './wire/element.ts'

/** Takes in one stanza of the stream: what it means is written to the journal under its number. Throws nothing for what others wrote. */
export function receive(bound: Bound, stanza: Element, count: number): void {
  if (stanza.name === 'message') message(bound, stanza, count)
  else bound.journal.note(stanza.name === 'presence' ? presence(bound, stanza) : question(bound, stanza), { count })
}

function message(bound: Bound, stanza: Element, count: number): void {
  const envelope = opened(bound, stanza, count)
  if (envelope) chat(bound, envelope, count)
  else bound.journal.note([], { count })
}

/** Null for what is no chat: results of the archive, news of pictures, forged copies. */
function opened(bound: Bound, stanza: Element, count: number): Envelope | null {
  if (bound.archive.collect(stanza) || bound.avatars.published(stanza)) return null
  const { me, archived, born } = bound
  return openEnvelope(stanza, { me, archived, now: Date.now(), fallback: passingKey(born, count) })
}

function chat(bound: Bound, envelope: Envelope, count: number): void {
  const { account, journal, roster } = bound
  const { events, typing, wantsReceipt } = readMessage(envelope, bound.me, roster)
  const from = bareJid(envelope.message.attrs.from)
  if (typing !== undefined && from !== null && envelope.live) {
    account.hint({ type: 'typing', conversation: conversationKey(from), from: personKey(from), name: roster.name(from), on: typing })
  }
  const mark = bound.caughtUp && envelope.archive !== null ? { archive: envelope.archive } : {}
  journal.note(introduced(bound, events), { count, ...mark }, () => {
    if (wantsReceipt) acknowledge(bound, envelope, wantsReceipt)
  })
}

function presence(bound: Bound, stanza: Element): NetworkEvent[] {
  const { roster, account, presences } = bound
  const bare = bareJid(stanza.attrs.from)
  if (bare === null || bare === bound.me) return []
  switch (stanza.attrs.type) {
    case 'subscribe':
      return asked(bound, bare)
    case 'unsubscribe':
      roster.asks(bare, false)
      return [roster.event(bare)]
    case 'unsubscribed':
      account.hint(presences.forget(bare))
      return []
    case 'subscribed':
    case 'probe':
      return []
  }
  if (!roster.sees(bare)) return []
  const hint = presences.apply(stanza)
  if (hint) account.hint(hint)
  if (stanza.attrs.type === undefined) bound.avatars.announced(stanza, bare)
  return []
}

/** Somebody wants to see us. Whom we asked ourselves is welcome; everybody else waits for a person's answer. */
function asked({ roster, stream }: Bound, bare: string): NetworkEvent[] {
  if (roster.blocks(bare) || !bare.includes('@')) return []
  if (roster.wants(bare)) {
    stream.send(el('presence', ns.client, { to: bare, type: 'subscribed' }))
    return []
  }
  roster.asks(bare, true)
  return [roster.event(bare)]
}

/** An IQ get or set. Only our own account may change our list or whom we block. */
function question(bound: Bound, iq: Element): NetworkEvent[] {
  const ours = iq.attrs.type === 'set' && isFromOwnAccount(iq, bound.me)
  const pushed = ours ? (listPush(bound, iq) ?? blockPush(bound, iq)) : null
  bound.stream.send(pushed ? reply(iq) : answerQuestion(iq, Date.now()))
  return pushed ?? []
}

function listPush({ roster, presences, account }: Bound, iq: Element): NetworkEvent[] | null {
  const query = child(iq, 'query', ns.roster)
  if (!query) return null
  const changed = roster.apply(query)
  for (const bare of changed) if (!roster.sees(bare)) account.hint(presences.forget(bare))
  return changed.map((bare) => roster.event(bare))
}

function blockPush({ roster }: Bound, iq: Element): NetworkEvent[] | null {
  const on = child(iq, 'block', ns.blocking)
  const list = on ?? child(iq, 'unblock', ns.blocking)
  if (!list) return null
  const named = readBlocked(list)
  const people = !on && list.children.length === 0 ? roster.blockedPeople() : named
  for (const bare of people) roster.block(bare, on !== undefined)
  return people.map((bare) => roster.event(bare))
}

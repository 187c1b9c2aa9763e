import type { Body, Incoming, MessageKey, NetworkEvent } from '../network.ts'
import { bounceError } from './bounce.ts'
import type { Envelope } from './envelope.ts'
import { bareJid } from './jid.ts'
import { archiveKey, conversationKey, idKey, namesForEver, personKey } from './keys.ts'
import { ns } from './namespaces.ts'
import type { Roster } from './roster.ts'
import { child, children, childText, type Element, textOf } from './wire/element.ts'

export interface Read {
  readonly events: readonly NetworkEvent[]
  /** XEP-0085, of the one who wrote. */
  readonly typing?: boolean
  /** He wants to know that this message arrived (XEP-0184). */
  readonly wantsReceipt?: string
}

/** One message, out of whatever it was wrapped in, with who is who. */
interface Letter {
  readonly envelope: Envelope
  readonly message: Element
  /** Bare addresses: who wrote it, and the other one in this chat. */
  readonly author: string
  readonly peer: string
  readonly mine: boolean
  readonly me: string
}

/**
 * What a message stanza means. Pure: hostile and foreign stanzas mean nothing.
 * Receipts, corrections, reactions and retractions name a message together with its author, so nobody can touch another's.
 */
export function readMessage(envelope: Envelope, me: string, roster: Roster): Read {
  const letter = open(envelope, me)
  if (!letter) return { events: [] }
  const { message, mine } = letter
  if (message.attrs.type === 'error') return { events: mine ? [] : bounced(letter) }
  const about = reactions(letter) ?? retraction(letter) ?? correction(letter)
  const events = about ?? [...receipts(letter), ...text(letter, roster)]
  const id = message.attrs.id
  const asked = !mine && id && child(message, 'request', ns.receipts) && child(message, 'body', ns.client)
  const state = mine ? undefined : chatState(message)
  return { events, ...(state === undefined ? {} : { typing: state }), ...(asked ? { wantsReceipt: id } : {}) }
}

/** Rooms and what comes out of them are none of ours. */
function open(envelope: Envelope, me: string): Letter | null {
  const { message } = envelope
  const author = bareJid(message.attrs.from ?? me)
  const to = bareJid(message.attrs.to ?? me)
  if (author === null || to === null || message.attrs.type === 'groupchat' || child(message, 'x', ns.rooms)) return null
  const mine = author === me
  return { envelope, message, author, peer: mine ? to : author, mine, me }
}

function text(letter: Letter, roster: Roster): NetworkEvent[] {
  const body = bodyOf(letter.message)
  if (body === null) return []
  const { envelope, message, peer, mine } = letter
  const origin = originId(message)
  const conversation = conversationKey(peer)
  const incoming: Incoming = {
    conversation,
    keys: keysOf(letter),
    ...(mine && origin ? { txn: origin } : {}),
    from: mine ? 'me' : roster.person(peer),
    ...(envelope.at === undefined ? {} : { at: envelope.at }),
    kind: message.attrs.type === 'headline' || body.secret ? 'notice' : body.kind,
    text: body.text,
    ...replyTo(letter),
  }
  return [{ type: 'message', message: incoming, live: envelope.live }]
}

/** The id comes first because receipts and reactions will ask for it; the archive id keeps apart what ids cannot. */
function keysOf(letter: Letter): [MessageKey, ...MessageKey[]] {
  const { envelope, message, author } = letter
  const id = originId(message) ?? message.attrs.id
  const keys: MessageKey[] = []
  if (id && namesForEver(id)) keys.push(idKey(author, id))
  const plain = message.attrs.id
  if (plain && plain !== id && namesForEver(plain)) keys.push(idKey(author, plain))
  if (envelope.archive !== null) keys.push(archiveKey(envelope.archive))
  const [first = envelope.fallback, ...more] = keys
  return [first, ...more]
}

function receipts(letter: Letter): NetworkEvent[] {
  const { message, author, peer, mine, me } = letter
  const conversation = conversationKey(peer)
  const read = child(message, 'displayed', ns.markers)?.attrs.id
  const got = child(message, 'received', ns.receipts)?.attrs.id ?? child(message, 'received', ns.markers)?.attrs.id
  // What we have read on another device was written by the other one, and the other way round.
  const writer = mine ? peer : me
  const from = mine ? ('me' as const) : personKey(author)
  const tell = (id: string, kind: 'delivered' | 'read'): NetworkEvent => ({
    type: 'receipt',
    conversation,
    from,
    kind,
    upTo: idKey(writer, id),
  })
  return [...(got ? [tell(got, 'delivered')] : []), ...(read ? [tell(read, 'read')] : [])]
}

function correction(letter: Letter): NetworkEvent[] | null {
  const of = child(letter.message, 'replace', ns.correct)?.attrs.id
  const body = bodyOf(letter.message)
  if (!of || body === null) return null
  return [{ type: 'message.edited', ...target(letter, of), body: { kind: body.kind, text: body.text } }]
}

function retraction(letter: Letter): NetworkEvent[] | null {
  const of = child(letter.message, 'retract', ns.retract)?.attrs.id
  return of ? [{ type: 'message.deleted', ...target(letter, of) }] : null
}

function target(letter: Letter, id: string) {
  const { author, peer, mine, envelope } = letter
  const from = mine ? ('me' as const) : personKey(author)
  return { conversation: conversationKey(peer), target: idKey(author, id), from, at: envelope.at ?? envelope.now }
}

/** XEP-0444 names the message but not its author: it is one of two, and the other key is unknown to the core, which drops it. */
function reactions(letter: Letter): NetworkEvent[] | null {
  const set = child(letter.message, 'reactions', ns.reactions)
  if (!set?.attrs.id) return null
  const { author, peer, mine, me } = letter
  const emojis = [...new Set(children(set, 'reaction', ns.reactions).map((item) => textOf(item).trim()))]
  const valid = emojis.filter((emoji) => emoji !== '' && emoji.length <= 32).slice(0, 20)
  const id = set.attrs.id
  return [...new Set([me, peer])].map((writer) => ({
    type: 'reactions',
    conversation: conversationKey(peer),
    target: idKey(writer, id),
    from: mine ? 'me' : personKey(author),
    emojis: valid,
  }))
}

/** XEP-0461. */
function replyTo(letter: Letter): { replyTo?: MessageKey } {
  const reply = child(letter.message, 'reply', ns.reply)
  const writer = bareJid(reply?.attrs.to)
  return reply?.attrs.id && writer ? { replyTo: idKey(writer, reply.attrs.id) } : {}
}

function bounced(letter: Letter): NetworkEvent[] {
  const { message, peer, me } = letter
  const { id } = message.attrs
  if (!id) return []
  return [{ type: 'message.failed', conversation: conversationKey(peer), txn: id, keys: [idKey(me, id)], error: bounceError(message) }]
}

function bodyOf(message: Element): (Body & { secret: boolean }) | null {
  const bodies = children(message, 'body', ns.client)
  const body = bodies.find((item) => item.attrs['xml:lang'] === undefined) ?? bodies[0]
  const whole = body ? textOf(body) : ''
  const text = child(message, 'reply', ns.reply) ? withoutQuote(message, whole) : whole
  if (text.trim() === '') {
    // XEP-0380: silence would look like nothing had been written.
    if (!child(message, 'encryption', ns.encryption)) return null
    return { kind: 'text', text: 'This message is encrypted in a way that cannot be read here.', secret: true }
  }
  return text.startsWith('/me ') ? { kind: 'action', text: text.slice(4), secret: false } : { kind: 'text', text, secret: false }
}

/** XEP-0428: positions count Unicode code points. */
function withoutQuote(message: Element, text: string): string {
  const fallback = children(message, 'fallback', ns.fallback).find((item) => item.attrs.for === ns.reply)
  const range = fallback && child(fallback, 'body', ns.fallback)
  const end = Number(range?.attrs.end)
  if (range?.attrs.start !== '0' || !Number.isSafeInteger(end) || end <= 0) return text
  return [...text].slice(end).join('')
}

function originId(message: Element): string | undefined {
  return child(message, 'origin-id', ns.ids)?.attrs.id
}

/** True: typing. False: not, or not any more. Undefined: nothing was said about it. */
function chatState(message: Element): boolean | undefined {
  if (child(message, 'composing', ns.chatStates)) return true
  const states = ['active', 'paused', 'inactive', 'gone']
  return states.some((state) => child(message, state, ns.chatStates)) || childText(message, 'body', ns.client) ? false : undefined
}

import type { Body, ConversationKey, Outgoing } from '../network.ts'
import { conversationKey, idOf } from './keys.ts'
import { ns } from './namespaces.ts'
import { child, type Element, el } from './wire/element.ts'

/** To one person. `id` is also the origin id (XEP-0359), so that the echo from archive or carbon is known again. */
function message(to: string, id: string, ...payload: readonly Element[]): Element {
  return el('message', ns.client, { to, id, type: 'chat' }, el('origin-id', ns.ids, { id }), ...payload)
}
/** Something that is worth nothing later: not for archives, not for other devices. */
function passing(to: string, id: string, ...payload: readonly Element[]): Element {
  const hints = [el('no-store', ns.hints), el('no-permanent-store', ns.hints)]
  return el('message', ns.client, { to, id, type: 'chat' }, ...payload, ...hints)
}
const kept = () => el('store', ns.hints)

/** XEP-0245: an action is a text with a prefix. */
export function bodyText(body: Body): string {
  return body.kind === 'action' ? `/me ${body.text}` : body.text
}

/** With a request for a receipt (XEP-0184), markable (XEP-0333), and "no longer typing" (XEP-0085). */
export function chatMessage(outgoing: Outgoing): Element {
  const text = bodyText(outgoing.body)
  const about = outgoing.replyTo && idOf(outgoing.replyTo.key)
  const quote = about && outgoing.replyTo ? quoted(outgoing.replyTo.text) : ''
  const reply = about ? [el('reply', ns.reply, { to: about.author, id: about.id }), quoteMark(quote)] : []
  return message(
    outgoing.conversation,
    outgoing.txn,
    el('body', ns.client, {}, quote + text),
    el('request', ns.receipts),
    el('markable', ns.markers),
    el('active', ns.chatStates),
    ...reply,
  )
}

/** Where a stanza made by `chatMessage` went, and what it was; null for all others. */
export function readChatMessage(stanza: Element): { conversation: ConversationKey; txn: string } | null {
  const { to, id } = stanza.attrs
  // Only what people write themselves is markable: no corrections, retractions, receipts.
  if (stanza.name !== 'message' || !to || !id || !child(stanza, 'markable', ns.markers)) return null
  return { conversation: conversationKey(to), txn: id }
}

/** XEP-0308. */
export function correction(to: string, id: string, change: { of: string; body: Body }): Element {
  return message(to, id, el('body', ns.client, {}, bodyText(change.body)), el('replace', ns.correct, { id: change.of }))
}

/** XEP-0424, with a sentence for clients that do not know it. */
export function retraction(to: string, id: string, of: string): Element {
  const body = el('body', ns.client, {}, 'This person took back an earlier message, but your client does not support that.')
  return message(to, id, el('retract', ns.retract, { id: of }), el('fallback', ns.fallback, { for: ns.retract }), body, kept())
}

/** XEP-0444: the whole set. */
export function reactionSet(to: string, id: string, change: { on: string; emojis: readonly string[] }): Element {
  const each = change.emojis.map((emoji) => el('reaction', ns.reactions, {}, emoji))
  return message(to, id, el('reactions', ns.reactions, { id: change.on }, ...each), kept())
}

/** XEP-0184. */
export function receipt(to: string, id: string, of: string): Element {
  return el('message', ns.client, { to, id, type: 'chat' }, el('received', ns.receipts, { id: of }), kept())
}

/** XEP-0333. */
export function displayed(to: string, id: string, of: string): Element {
  return el('message', ns.client, { to, id, type: 'chat' }, el('displayed', ns.markers, { id: of }), kept())
}

/** XEP-0085. */
export function typing(to: string, id: string, on: boolean): Element {
  return passing(to, id, el(on ? 'composing' : 'paused', ns.chatStates))
}

/** XEP-0461 §4: the quote that clients without replies show. */
function quoted(text: string): string {
  return `${text
    .slice(0, 500)
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n`
}
function quoteMark(quote: string): Element {
  const range = el('body', ns.fallback, { start: '0', end: String([...quote].length) })
  return el('fallback', ns.fallback, { for: ns.reply }, range)
}

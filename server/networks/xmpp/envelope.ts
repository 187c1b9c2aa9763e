import type { MessageKey } from '../network.ts'
import { bareJid } from './jid.ts'
import { archiveKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { child, children, type Element } from './wire/element.ts'

/** A message out of what it was wrapped in: delivered as it is, copied from another device (XEP-0280), or out of the archive (XEP-0313). */
export interface Envelope {
  readonly message: Element
  /** Its id in our own archive, if that is known. */
  readonly archive: string | null
  /** When our own server got it, if it said so; ms. */
  readonly at: number | undefined
  /** When it came here; ms. */
  readonly now: number
  readonly live: boolean
  /** Also delivered to another device of ours, which answers for it. */
  readonly copy: boolean
  /** For a message that has no lasting name; never replayed, because what is replayed comes from an archive. */
  readonly fallback: MessageKey
}

export interface Delivery {
  /** Our own bare address. */
  readonly me: string
  /** Our server keeps an archive, hence strips forged archive ids (XEP-0313 §5.1.1). */
  readonly archived: boolean
  readonly now: number
  readonly fallback: MessageKey
}

/** What is later than this after it was written rings no bell. */
const justNowMs = 60_000

/** Only our own account may speak for us; a stanza without `from` is from it (RFC 6120 §8.1.2.1). */
export function isFromOwnAccount(stanza: Element, me: string): boolean {
  const { from } = stanza.attrs
  return from === undefined || (!from.includes('/') && bareJid(from) === me)
}

/** Null for a copy that somebody forged, or that holds nothing. */
export function openEnvelope(stanza: Element, { me, archived, now, fallback }: Delivery): Envelope | null {
  const wrapper = child(stanza, 'received', ns.carbons) ?? child(stanza, 'sent', ns.carbons)
  const message = wrapper ? copied(stanza, wrapper, me) : stanza
  if (!message) return null
  const at = delayOf(message, me)
  const live = at === undefined || now - at < justNowMs
  return { message, archive: archived ? archiveId(message, me) : null, at, now, live, copy: wrapper !== undefined, fallback }
}

/** `result` comes from our own archive, which the caller has made sure of. */
export function openArchived(result: Element, now: number): Envelope | null {
  const forwarded = child(result, 'forwarded', ns.forward)
  const message = forwarded && child(forwarded, 'message', ns.client)
  const { id } = result.attrs
  if (!message || !id) return null
  const at = stampOf(child(forwarded, 'delay', ns.delay))
  return { message, archive: id, at, now, live: false, copy: false, fallback: archiveKey(id) }
}

/** What we "sent" must be from us, and what we "received" from somebody else or ourselves to ourselves: the rest did not happen. */
function copied(stanza: Element, wrapper: Element, me: string): Element | null {
  const forwarded = child(wrapper, 'forwarded', ns.forward)
  const message = forwarded && child(forwarded, 'message', ns.client)
  if (!message || !isFromOwnAccount(stanza, me)) return null
  const own = bareJid(message.attrs.from) === me
  return own || wrapper.name === 'received' ? message : null
}

/** Times that others put on a message are not believed: they could reorder our history. */
function delayOf(message: Element, me: string): number | undefined {
  const domain = me.slice(me.indexOf('@') + 1)
  const ours = children(message, 'delay', ns.delay).find((delay) => {
    const by = bareJid(delay.attrs.from)
    return by === domain || by === me
  })
  return stampOf(ours)
}

/**
 * XEP-0082. Many servers leave out the fraction; then it means the end of that second, lest something we missed
 * be put before what we had seen in the same second.
 */
function stampOf(delay: Element | undefined): number | undefined {
  const stamp = delay?.attrs.stamp ?? ''
  const at = Date.parse(stamp)
  if (Number.isNaN(at)) return undefined
  return stamp.includes('.') ? at : at + 999
}

function archiveId(message: Element, me: string): string | null {
  const ours = children(message, 'stanza-id', ns.ids).find((id) => bareJid(id.attrs.by) === me)
  return ours?.attrs.id ?? null
}

import { createHash } from 'node:crypto'
import type { NetworkEvent } from '../network.ts'
import { bareJid } from './jid.ts'
import type { Journal } from './journal.ts'
import { personKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { imageType, pictureBytes } from './picture.ts'
import { request } from './questions.ts'
import type { Roster } from './roster.ts'
import { child, childText, type Element, el } from './wire/element.ts'
import type { Stream } from './wire/stream.ts'

interface Parts {
  readonly me: string
  readonly stream: Stream
  readonly journal: Journal
  readonly roster: Roster
  log(event: string, detail?: Readonly<Record<string, unknown>>): void
}
interface Known {
  readonly hash: string
  readonly from: 'pep' | 'vcard'
}

/** Announcements beyond this many are left for the next connection. */
const mostWaiting = 500

/** Pictures: XEP-0084 where somebody has it, XEP-0153 otherwise. Fetched one after the other; each must have the hash it was announced with. */
export class Avatars {
  readonly #parts: Parts
  readonly #known = new Map<string, Known>()
  #waiting = 0
  #last: Promise<void> = Promise.resolve()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** News by XEP-0163. True when the message was such, whatever it told. */
  published(message: Element): boolean {
    const event = child(message, 'event', ns.pubsubEvent)
    if (!event) return false
    const items = child(event, 'items', ns.pubsubEvent)
    const item = items && child(items, 'item', ns.pubsubEvent)
    const metadata = item && child(item, 'metadata', ns.avatarMetadata)
    const bare = bareJid(message.attrs.from ?? this.#parts.me)
    if (items?.attrs.node !== ns.avatarMetadata || !metadata || bare === null || !this.#shown(bare)) return true
    const info = child(metadata, 'info', ns.avatarMetadata)
    if (!info) this.#gone(bare)
    else if (info.attrs.id && !info.attrs.url) this.#fetch(bare, { hash: info.attrs.id.toLowerCase(), from: 'pep' })
    return true
  }

  /** XEP-0153: somebody's presence carries the hash of the picture in his vCard. */
  announced(presence: Element, bare: string): void {
    const photo =
      child(presence, 'x', ns.vcardUpdate) && childText(child(presence, 'x', ns.vcardUpdate) ?? presence, 'photo', ns.vcardUpdate)
    const known = this.#known.get(bare)
    if (photo === undefined || known?.from === 'pep' || !this.#shown(bare)) return
    if (photo.trim() !== '') this.#fetch(bare, { hash: photo.trim().toLowerCase(), from: 'vcard' })
    else if (known) this.#gone(bare)
  }

  #shown(bare: string): boolean {
    return bare === this.#parts.me || this.#parts.roster.item(bare) !== undefined
  }

  #gone(bare: string): void {
    this.#known.delete(bare)
    this.#parts.journal.note([this.#event(bare, null)])
  }

  #fetch(bare: string, wanted: Known): void {
    if (this.#known.get(bare)?.hash === wanted.hash || this.#waiting >= mostWaiting) return
    this.#known.set(bare, wanted)
    this.#waiting += 1
    this.#last = this.#last.then(async () => {
      this.#waiting -= 1
      if (this.#known.get(bare) !== wanted) return
      try {
        this.#parts.journal.note([this.#event(bare, await this.#load(bare, wanted))])
      } catch (error) {
        this.#known.delete(bare)
        this.#parts.log('avatar', { from: bare, error: String(error) })
      }
    })
  }

  async #load(bare: string, wanted: Known): Promise<Uint8Array> {
    const answer = await this.#parts.stream.iq(wanted.from === 'pep' ? dataQuestion(bare, wanted.hash) : vcardQuestion(bare))
    const bytes = pictureBytes(wanted.from === 'pep' ? dataOf(answer) : photoOf(answer))
    const hash = createHash('sha1').update(bytes).digest('hex')
    if (hash !== wanted.hash) throw new Error('The picture is not the one that was announced.')
    return bytes
  }

  #event(bare: string, bytes: Uint8Array | null): NetworkEvent {
    const person = bare === this.#parts.me ? ('me' as const) : personKey(bare)
    const mime = bytes ? imageType(bytes) : undefined
    return { type: 'avatar', person, ...(mime ? { mime } : {}), bytes: mime ? bytes : null }
  }
}

function dataQuestion(to: string, id: string): Element {
  const items = el('items', ns.pubsub, { node: ns.avatarData }, el('item', ns.pubsub, { id }))
  return request('get', el('pubsub', ns.pubsub, {}, items), to)
}
function dataOf(answer: Element): string {
  const pubsub = child(answer, 'pubsub', ns.pubsub)
  const items = pubsub && child(pubsub, 'items', ns.pubsub)
  const item = items && child(items, 'item', ns.pubsub)
  return (item && childText(item, 'data', ns.avatarData)) ?? ''
}
function vcardQuestion(to: string): Element {
  return request('get', el('vCard', ns.vcard), to)
}
function photoOf(answer: Element): string {
  const card = child(answer, 'vCard', ns.vcard)
  const photo = card && child(card, 'PHOTO', ns.vcard)
  return (photo && childText(photo, 'BINVAL', ns.vcard)) ?? ''
}

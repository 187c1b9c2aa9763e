import { limits } from '../../../contract/limits.ts'
import type { NetworkEvent, Person } from '../network.ts'
import { bareJid, nameOf } from './jid.ts'
import { personKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { children, type Element, textOf } from './wire/element.ts'

export interface Item {
  readonly name: string
  readonly groups: readonly string[]
  readonly subscription: 'none' | 'to' | 'from' | 'both'
  /** We asked to see him and have no answer. */
  readonly asked: boolean
}

/** More requests than this are spam. */
const mostAsking = 500

/** The contact list as the server tells it, the people we block (XEP-0191) and those who ask to be added. No I/O. */
export class Roster {
  readonly #items = new Map<string, Item>()
  readonly #blocked = new Set<string>()
  readonly #asking = new Set<string>()

  /** A whole list or one push (RFC 6121 §2.1); returns whom it was about. */
  apply(query: Element): string[] {
    return children(query, 'item', ns.roster).flatMap((item) => {
      const bare = bareJid(item.attrs.jid)
      if (bare === null) return []
      if (item.attrs.subscription === 'remove') this.#items.delete(bare)
      else this.#items.set(bare, readItem(item))
      const { subscription } = item.attrs
      if (subscription === 'from' || subscription === 'both') this.#asking.delete(bare)
      return [bare]
    })
  }

  item(bare: string): Item | undefined {
    return this.#items.get(bare)
  }

  set(bare: string, item: Item): void {
    this.#items.set(bare, item)
  }

  delete(bare: string): void {
    this.#items.delete(bare)
    this.#asking.delete(bare)
  }

  asks(bare: string, on: boolean): void {
    if (!on) this.#asking.delete(bare)
    else if (this.#asking.size < mostAsking) this.#asking.add(bare)
  }

  isAsking(bare: string): boolean {
    return this.#asking.has(bare)
  }

  block(bare: string, on: boolean): void {
    if (on) this.#blocked.add(bare)
    else this.#blocked.delete(bare)
  }

  blocks(bare: string): boolean {
    return this.#blocked.has(bare)
  }

  /** Everybody who is unblocked when all are (XEP-0191 §3.5). */
  blockedPeople(): string[] {
    return [...this.#blocked]
  }

  /** He may see our presence, so he may also learn that we got, read or type something. */
  trusts(bare: string): boolean {
    const subscription = this.#items.get(bare)?.subscription
    return subscription === 'from' || subscription === 'both'
  }

  /** Presence is believed only of those whose presence we asked for. */
  sees(bare: string): boolean {
    const subscription = this.#items.get(bare)?.subscription
    return subscription === 'to' || subscription === 'both'
  }

  /** A contact of whom we asked, or get, presence: his own request is welcome without a question. */
  wants(bare: string): boolean {
    return this.sees(bare) || this.#items.get(bare)?.asked === true
  }

  name(bare: string): string {
    return this.#items.get(bare)?.name || nameOf(bare)
  }

  person(bare: string): Person {
    return { key: personKey(bare), name: this.name(bare), address: bare }
  }

  people(): string[] {
    return [...new Set([...this.#items.keys(), ...this.#blocked, ...this.#asking])]
  }

  /** The whole truth about one person on the list. */
  event(bare: string): NetworkEvent {
    const item = this.#items.get(bare)
    const blocked = this.#blocked.has(bare)
    if (!item && !blocked && !this.#asking.has(bare)) return { type: 'contact.gone', person: personKey(bare) }
    return { type: 'contact', person: this.person(bare), groups: item?.groups ?? [], state: this.#state(bare), blocked }
  }

  #state(bare: string): 'both' | 'asked' | 'asks' | 'none' {
    const item = this.#items.get(bare)
    if (this.#asking.has(bare)) return 'asks'
    // Someone whom we see is a full contact to the person in front of the screen, whether or not he sees us.
    if (item?.subscription === 'to' || item?.subscription === 'both') return 'both'
    return item?.asked ? 'asked' : 'none'
  }
}

function readItem(item: Element): Item {
  const { subscription } = item.attrs
  // Servers give them in any order: the same groups shall be the same list.
  const groups = children(item, 'group', ns.roster).map((group) => textOf(group).trim().slice(0, limits.nameLength))
  return {
    name: (item.attrs.name ?? '').trim().slice(0, limits.nameLength),
    groups: [...new Set(groups)]
      .filter((group) => group !== '')
      .sort()
      .slice(0, limits.groups),
    subscription: subscription === 'to' || subscription === 'from' || subscription === 'both' ? subscription : 'none',
    asked: item.attrs.ask === 'subscribe',
  }
}

/** People named in a block list or a push of it; servers and single devices are left out, no contact stands for them. */
export function readBlocked(list: Element): string[] {
  return children(list, 'item', ns.blocking).flatMap((item) => {
    const jid = item.attrs.jid
    const bare = bareJid(jid)
    return bare?.includes('@') && !jid?.includes('/') ? [bare] : []
  })
}

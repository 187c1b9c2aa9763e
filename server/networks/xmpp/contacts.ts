import { type Contacts, type ConversationKey, NetworkError } from '../network.ts'
import type { Bound } from './bound.ts'
import { bareJid, parseJid } from './jid.ts'
import { conversationKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { request } from './questions.ts'
import type { Item } from './roster.ts'
import { type Element, el } from './wire/element.ts'

/** The contact list (RFC 6121 §2 and §3) and whom we block (XEP-0191). What our server has taken is stored before we say so; its push then says the same. */
export function contactsFacet(bound: () => Bound): Required<Omit<Contacts, 'find'>> {
  return {
    add: async (address, name) => add(bound(), address, name),
    remove: async (person) => remove(bound(), person),
    update: async (person, name, groups) => update(bound(), person, { name, groups }),
    answer: async (person, accept) => answer(bound(), person, accept),
    block: async (person, on) => block(bound(), person, on),
  }
}

/** A person's address out of what somebody typed; the same person never has two. */
export function personAddress(text: string): string | null {
  const typed = text.trim().replace(/^xmpp:/i, '')
  return parseJid(typed)?.local ? bareJid(typed) : null
}

/** The direct chat with this address; stored when this resolves. */
export async function converse({ journal, roster, met }: Bound, address: string): Promise<ConversationKey> {
  const bare = personAddress(address)
  if (bare === null) throw new NetworkError('invalid', 'This is not an XMPP address.')
  const key = conversationKey(bare)
  met.add(bare)
  await journal.stored([{ type: 'conversation', key, kind: 'direct', address: bare, person: roster.person(bare) }])
  return key
}

const unlisted: Item = { name: '', groups: [], subscription: 'none', asked: false }

async function add(bound: Bound, address: string, name: string | undefined): Promise<void> {
  const bare = personAddress(address)
  if (bare === null || bare === bound.me) throw new NetworkError('invalid', 'This is not the address of somebody else.')
  const item = bound.roster.item(bare) ?? unlisted
  await list(bound, bare, { ...item, name: name ?? item.name })
  subscribe(bound, bare)
  await told(bound, bare)
}

async function remove(bound: Bound, bare: string): Promise<void> {
  if (bound.roster.item(bare)) {
    const entry = el('item', ns.roster, { jid: bare, subscription: 'remove' })
    await bound.stream.iq(request('set', el('query', ns.roster, {}, entry)))
  }
  if (bound.roster.isAsking(bare)) bound.stream.send(presenceTo(bare, 'unsubscribed'))
  bound.account.hint(bound.presences.forget(bare))
  bound.roster.delete(bare)
  await told(bound, bare)
}

async function update(bound: Bound, bare: string, change: { name: string; groups: readonly string[] }): Promise<void> {
  await list(bound, bare, { ...(bound.roster.item(bare) ?? unlisted), ...change })
  await told(bound, bare)
}

async function answer(bound: Bound, bare: string, accept: boolean): Promise<void> {
  bound.stream.send(presenceTo(bare, accept ? 'subscribed' : 'unsubscribed'))
  bound.roster.asks(bare, false)
  if (accept) {
    if (!bound.roster.item(bare)) await list(bound, bare, unlisted)
    subscribe(bound, bare)
  }
  await told(bound, bare)
}

async function block(bound: Bound, bare: string, on: boolean): Promise<void> {
  const list = el(on ? 'block' : 'unblock', ns.blocking, {}, el('item', ns.blocking, { jid: bare }))
  await bound.stream.iq(request('set', list))
  bound.roster.block(bare, on)
  await told(bound, bare)
}

async function list(bound: Bound, bare: string, item: Item): Promise<void> {
  const groups = item.groups.map((group) => el('group', ns.roster, {}, group))
  const entry = el('item', ns.roster, { jid: bare, name: item.name || undefined }, ...groups)
  await bound.stream.iq(request('set', el('query', ns.roster, {}, entry)))
  // A push that came meanwhile knows more than we did.
  bound.roster.set(bare, { ...(bound.roster.item(bare) ?? item), name: item.name, groups: item.groups })
}

/** Asks to see him, unless we do; once more if he has not answered. His own request is thereby answered. */
function subscribe(bound: Bound, bare: string): void {
  const item = bound.roster.item(bare) ?? unlisted
  if (!bound.roster.sees(bare)) {
    bound.stream.send(presenceTo(bare, 'subscribe'))
    bound.roster.set(bare, { ...item, asked: true })
  }
  if (bound.roster.isAsking(bare)) {
    bound.stream.send(presenceTo(bare, 'subscribed'))
    bound.roster.asks(bare, false)
  }
}

function told(bound: Bound, bare: string): Promise<void> {
  return bound.journal.stored([bound.roster.event(bare)])
}

function presenceTo(to: string, type: 'subscribe' | 'subscribed' | 'unsubscribed'): Element {
  return el('presence', ns.client, { to, type })
}

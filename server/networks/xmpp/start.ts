import { NetworkError, type OwnPresence } from '../network.ts'
import type { Bound } from './bound.ts'
import { personKey } from './keys.ts'
import { ns } from './namespaces.ts'
import { request } from './questions.ts'
import { readBlocked } from './roster.ts'
import type { Visibility } from './visibility.ts'
import { child, children, childText, type Element, el } from './wire/element.ts'

/** Until the core says otherwise: nobody is in front of a screen. */
const nobodyHere: OwnPresence = { show: 'online', text: '', absent: true }

/** What must be known before the first stanza can be understood: who is on the list, who is blocked, whether there is an archive. */
export async function learn(bound: Bound): Promise<void> {
  const [list, blocked, info] = await Promise.all([
    ask(bound, 'get', el('query', ns.roster)),
    maybe(bound, 'get', el('blocklist', ns.blocking)),
    maybe(bound, 'get', el('query', ns.discoInfo), bound.me),
    bound.stream.resumed ? null : maybe(bound, 'set', el('enable', ns.carbons)),
  ])
  bound.roster.apply(child(list, 'query', ns.roster) ?? list)
  const blocks = blocked && child(blocked, 'blocklist', ns.blocking)
  for (const bare of blocks ? readBlocked(blocks) : []) bound.roster.block(bare, true)
  const query = info && child(info, 'query', ns.discoInfo)
  bound.archived = query ? children(query, 'feature').some((feature) => feature.attrs.var === ns.archive) : false
}

/** Shows up and brings everything up to date. */
export async function start(bound: Bound, visibility: Visibility): Promise<void> {
  const { account, journal, roster, stream } = bound
  if (!stream.resumed) journal.note(roster.people().map((bare) => roster.event(bare)))
  // A server that sees us read the archive first does not send what it kept for us besides; what comes until we are seen, the second look finds.
  if (!stream.resumed) await visibility.refresh()
  const own = account.presence ?? nobodyHere
  await visibility.show(own)
  if (stream.resumed && own.show !== 'hidden') probe(bound)
  await visibility.refresh()
  // Our server repeats unanswered requests after the first presence (RFC 6121 §3.1.3): by now they are among the people.
  const complete = { type: 'contacts.complete', people: roster.people().map(personKey) } as const
  journal.keep()
  await journal.stored(stream.resumed ? [] : [complete])
}

/** How this person calls himself (XEP-0054). */
export async function learnOwnName(bound: Bound): Promise<void> {
  const answer = await maybe(bound, 'get', el('vCard', ns.vcard))
  const card = answer && child(answer, 'vCard', ns.vcard)
  const name = card && (childText(card, 'NICKNAME') || childText(card, 'FN'))
  if (name?.trim()) bound.journal.note([{ type: 'person', person: { ...bound.account.me, name: name.trim().slice(0, 256) } }])
}

/** A resumed stream brings no presence again, and ours has not changed for the others: each of them is asked (RFC 6121 §4.3). */
function probe({ roster, stream }: Bound): void {
  for (const bare of roster.people()) if (roster.sees(bare)) stream.send(el('presence', ns.client, { to: bare, type: 'probe' }))
}

function ask(bound: Bound, type: 'get' | 'set', payload: Element, to?: string): Promise<Element> {
  return bound.stream.iq(request(type, payload, to))
}

/** For what a server need not have. */
async function maybe(bound: Bound, type: 'get' | 'set', payload: Element, to?: string): Promise<Element | null> {
  try {
    return await ask(bound, type, payload, to)
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    bound.account.log('not offered', { what: payload.xmlns, code: error.code })
    return null
  }
}

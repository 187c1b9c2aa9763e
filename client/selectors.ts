import type { Abilities } from '../contract/abilities.ts'
import type { Contact, Conversation } from '../contract/entities.ts'
import type { ConversationId, PersonId } from '../contract/ids.ts'
import type { State } from './client.ts'

/** Pinned ones first, then by latest activity; archived ones last. */
export function sortConversations(conversations: State['conversations']): Conversation[] {
  const rank = (conversation: Conversation) => (conversation.archived ? 2 : conversation.pinned ? 0 : 1)
  return Object.values(conversations).sort((a, b) => rank(a) - rank(b) || activity(b) - activity(a) || (a.id < b.id ? -1 : 1))
}

/** A conversation in which nothing was said yet stands where it was made: its id is a UUIDv7, whose first 48 bits are ms since 1970. */
function activity(conversation: Conversation): number {
  return conversation.last?.at ?? Number.parseInt(conversation.id.replace('-', '').slice(0, 12), 16)
}

export function sortContacts(contacts: State['contacts']): Contact[] {
  const { compare } = new Intl.Collator()
  return Object.values(contacts).sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
}

/** What the title and the badge count: unread messages where the user did not ask to be left in peace. */
export function unreadTotal(conversations: State['conversations']): number {
  return Object.values(conversations).reduce((sum, { unread, muted, archived }) => sum + (muted || archived ? 0 : unread), 0)
}

/** When a person is on several lists, the first one counts. */
export function contactsByPerson(contacts: State['contacts']): ReadonlyMap<PersonId, Contact> {
  const found = new Map<PersonId, Contact>()
  for (const contact of Object.values(contacts)) if (!found.has(contact.person)) found.set(contact.person, contact)
  return found
}

/** The network's abilities, narrowed by the conversation's. */
export function abilitiesOf(state: State, conversation: ConversationId): Abilities | null {
  const here = state.conversations[conversation]
  const account = here && state.accounts[here.account]
  const network = account && state.networks[account.network]
  if (!here || !network) return null
  return here.abilities ? { ...network.abilities, ...here.abilities } : network.abilities
}

import { createContext, createElement, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react'
import { useShallow } from 'zustand/react/shallow'
import type { Abilities } from '../contract/abilities.ts'
import type { Account, Contact, Conversation, Me, Message, NetworkInfo } from '../contract/entities.ts'
import type { AccountId, ConversationId, MessageId, PersonId } from '../contract/ids.ts'
import type { Client, Phase, State, Stretch } from './client.ts'
import { abilitiesOf, contactsByPerson, sortContacts, sortConversations, unreadTotal } from './selectors.ts'

/** What every hook below reads; an index over all contacts is made once per change of the list, not once per row on screen. */
interface Source {
  readonly client: Client
  readonly contactOf: (state: State, person: PersonId) => Contact | null
}

const Context = createContext<Source | null>(null)
const nothingLoaded: Stretch = { order: [], start: false, loading: true, failed: null }
const nobody: State['typing'][ConversationId] = []

export function ClientProvider({ client, children }: { client: Client; children?: ReactNode }): ReactNode {
  const source = useMemo(() => sourceOf(client), [client])
  return createElement(Context, { value: source }, children)
}

function sourceOf(client: Client): Source {
  let contacts: State['contacts'] | null = null
  let index = contactsByPerson({})
  return {
    client,
    contactOf: (state, person) => {
      if (state.contacts !== contacts) index = contactsByPerson(state.contacts)
      contacts = state.contacts
      return index.get(person) ?? null
    },
  }
}

function useSource(): Source {
  const source = useContext(Context)
  if (!source) throw new Error('ClientProvider is missing above this component')
  return source
}

/** Draws again only when what `select` returns is not shallowly equal to what it returned before. */
function useSelected<Value>(select: (state: State) => Value): Value {
  const { state } = useSource().client
  const pick = useShallow(select)
  const read = () => pick(state.get())
  return useSyncExternalStore(state.subscribe, read, read)
}

export function useClient(): Client {
  return useSource().client
}

export function usePhase(): Phase {
  return useSelected((state) => state.phase)
}

export function useMe(): Me | null {
  return useSelected((state) => state.me)
}

export function useAccounts(): Account[] {
  return useSelected((state) => Object.values(state.accounts))
}

export function useNetwork(id: string): NetworkInfo | null {
  return useSelected((state) => state.networks[id] ?? null)
}

export function useNetworks(): NetworkInfo[] {
  return useSelected((state) => Object.values(state.networks))
}

/** Null until the server has told how this account is. */
export function useLink(account: AccountId): State['links'][AccountId] | null {
  return useSelected((state) => state.links[account] ?? null)
}

/** Pinned ones first, then by latest activity; archived ones last. */
export function useConversations(): Conversation[] {
  const conversations = useSelected((state) => state.conversations)
  return useMemo(() => sortConversations(conversations), [conversations])
}

export function useConversation(id: ConversationId): Conversation | null {
  return useSelected((state) => state.conversations[id] ?? null)
}

export function useStretch(id: ConversationId): Stretch {
  return useSelected((state) => state.stretches[id] ?? nothingLoaded)
}

export function useMessage(id: MessageId): Message | null {
  return useSelected((state) => state.messages[id] ?? null)
}

/** By name. */
export function useContacts(): Contact[] {
  const contacts = useSelected((state) => state.contacts)
  return useMemo(() => sortContacts(contacts), [contacts])
}

export function useContactOf(person: PersonId | null): Contact | null {
  const { contactOf } = useSource()
  return useSelected((state) => (person ? contactOf(state, person) : null))
}

/** Null when nothing is known, which is to be drawn like offline. */
export function usePresence(person: PersonId | null): State['presence'][PersonId] | null {
  return useSelected((state) => (person ? (state.presence[person] ?? null) : null))
}

export function useTyping(conversation: ConversationId): State['typing'][ConversationId] {
  return useSelected((state) => state.typing[conversation] ?? nobody)
}

/** The network's abilities, narrowed by the conversation's; null while one of the two is unknown. */
export function useAbilities(conversation: ConversationId): Abilities | null {
  return useSelected((state) => abilitiesOf(state, conversation))
}

export function useAccountOf(conversation: ConversationId): Account | null {
  return useSelected((state) => {
    const here = state.conversations[conversation]
    return (here && state.accounts[here.account]) ?? null
  })
}

/** Unread messages in conversations that are neither muted nor archived. */
export function useUnreadTotal(): number {
  const conversations = useSelected((state) => state.conversations)
  return useMemo(() => unreadTotal(conversations), [conversations])
}

/** People who want to be on this user's list. */
export function useRequests(): Contact[] {
  return useSelected((state) => Object.values(state.contacts).filter((contact) => contact.state === 'asks' && !contact.blocked))
}

/** Another number whenever the members of the room changed. */
export function useMemberRev(conversation: ConversationId): number {
  return useSelected((state) => state.memberRevs[conversation] ?? 0)
}

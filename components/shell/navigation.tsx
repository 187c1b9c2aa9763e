'use client'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { ConversationId } from '../../contract/ids.ts'

interface Navigation {
  readonly conversation: ConversationId | null
  show(conversation: ConversationId): void
  /** Back to the list. */
  leave(): void
}

const NavigationContext = createContext<Navigation | null>(null)

/** The address of an open conversation within the page. */
export const addressOf = (conversation: ConversationId) => `#c=${conversation}`

export function conversationOf(hash: string): ConversationId | null {
  const id = /^#c=([0-9a-f-]{36})$/.exec(hash)?.[1]
  return id ? (id as ConversationId) : null
}

/** The list is one step back in the history, so that the Back of a phone leads to it and not out of the page. */
const isListBehind = () => history.state?.fromList === true

/** What is open is in the page's address: Back, reload and links keep their meaning. */
export function NavigationProvider({ children }: { children: ReactNode }) {
  const [conversation, setConversation] = useState<ConversationId | null>(null)
  useEffect(() => {
    const read = () => setConversation(conversationOf(location.hash))
    read()
    addEventListener('popstate', read)
    return () => removeEventListener('popstate', read)
  }, [])
  const navigation = useMemo<Navigation>(() => {
    const go = (hash: string, fromList: boolean) => {
      history.pushState({ fromList }, '', hash)
      setConversation(conversationOf(location.hash))
    }
    return {
      conversation,
      show: (id) => id !== conversation && go(addressOf(id), conversation === null),
      leave: () => (isListBehind() ? history.back() : go(location.pathname + location.search, false)),
    }
  }, [conversation])
  return <NavigationContext value={navigation}>{children}</NavigationContext>
}

export function useNavigation(): Navigation {
  const navigation = useContext(NavigationContext)
  if (!navigation) throw new Error('NavigationProvider is missing')
  return navigation
}

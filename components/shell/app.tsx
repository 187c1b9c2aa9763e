'use client'
import { useEffect, useRef, useState } from 'react'
import type { Client } from '../../client/client.ts'
import { createClient } from '../../client/create-client.ts'
import { ClientProvider } from '../../client/hooks.ts'
import { useText } from '../ui/text.tsx'
import { DialogsProvider } from './dialogs.tsx'
import { NavigationProvider, useNavigation } from './navigation.tsx'
import { Shell } from './shell.tsx'

/** The full page of somebody who is signed in. */
export function App() {
  return (
    <NavigationProvider>
      <DialogsProvider>
        <Connected />
      </DialogsProvider>
    </NavigationProvider>
  )
}

function Connected() {
  const client = usePageClient()
  return (
    client && (
      <ClientProvider client={client}>
        <Shell />
      </ClientProvider>
    )
  )
}

/** Lives as long as the page; its words and ways to go are always the latest. */
function usePageClient(): Client | null {
  const parts = { t: useText(), show: useNavigation().show }
  const latest = useRef(parts)
  latest.current = parts
  const [client, setClient] = useState<Client | null>(null)
  useEffect(() => {
    const made = createClient({
      say: (failure) => latest.current.t(failure === 'offline' ? 'shell.noConnection' : 'shell.noAnswer'),
      openConversation: (conversation) => latest.current.show(conversation),
    })
    setClient(made)
    return () => made.destroy()
  }, [])
  return client
}

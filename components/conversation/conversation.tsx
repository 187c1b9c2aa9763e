'use client'
import { useEffect } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { Conversation as Entity } from '../../contract/entities.ts'
import { Composer } from '../composer/composer.tsx'
import { ComposingProvider } from './composing.tsx'
import { Header } from './header.tsx'
import { MessageList } from './message-list.tsx'
import { TypingLine } from './typing-line.tsx'

interface Props {
  conversation: Entity
  details: boolean
  onDetails(on: boolean): void
}

/** One conversation from header to composer. Give it the conversation's id as `key`: everything in it belongs to one. */
export function Conversation({ conversation, details, onDetails }: Props) {
  const client = useClient()
  const { id } = conversation
  useEffect(() => {
    client.open(id)
    return () => client.close(id)
  }, [client, id])
  return (
    <ComposingProvider>
      <div className="flex h-full min-h-0 min-w-0 flex-col">
        <Header conversation={conversation} details={details} onDetails={onDetails} />
        <MessageList conversation={conversation} />
        <TypingLine conversation={id} />
        <Composer conversation={conversation} />
      </div>
    </ComposingProvider>
  )
}

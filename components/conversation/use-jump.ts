'use client'
import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import { useClient } from '../../client/hooks.ts'
import type { ConversationId, MessageId } from '../../contract/ids.ts'
import { useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'

/** How many pages are loaded in search of a message before one gives up. */
const mostPages = 20

/** Goes to a message, loading what is older until it is there. */
export function useJump(conversation: ConversationId, list: RefObject<VirtualizerHandle | null>) {
  const t = useText()
  const toast = useToast()
  const client = useClient()
  const [found, setFound] = useState<MessageId | null>(null)
  useEffect(() => {
    const index = found ? (client.state.get().stretches[conversation]?.order.indexOf(found) ?? -1) : -1
    if (index >= 0) list.current?.scrollToIndex(index, { align: 'center' })
  }, [found, client, conversation, list])
  const jump = useCallback(
    async (message: MessageId) => {
      const stretch = () => client.state.get().stretches[conversation]
      for (let page = 0; page < mostPages && !stretch()?.order.includes(message) && !stretch()?.start; page++) {
        await client.loadOlder(conversation)
        if (stretch()?.failed) break
      }
      if (!stretch()?.order.includes(message)) return toast(t('conversation.notLoaded'))
      setFound(null)
      requestAnimationFrame(() => setFound(message))
    },
    [client, conversation, t, toast],
  )
  return { found, jump }
}

'use client'
import { useEffect, useMemo, useState } from 'react'
import { useAccountOf, useClient, useStretch } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { type Row, rowsOf } from './rows.ts'

/** The rows of a conversation. Author and time of a message never change, so they are made again only when the order does. */
export function useRows(conversation: Conversation): Row[] {
  const { state } = useClient()
  const { order } = useStretch(conversation.id)
  const me = useAccountOf(conversation.id)?.me ?? null
  const freshAfter = useFreshAfter(conversation)
  return useMemo(() => {
    const { messages } = state.get()
    const loaded = order.flatMap((id) => messages[id] ?? [])
    return rowsOf(loaded, { me, freshAfter })
  }, [state, order, me, freshAfter])
}

/** Where the line for new messages stands: what was unread when the conversation was opened, or came while the reader was elsewhere. */
function useFreshAfter({ unread, readAt, last }: Conversation): number | null {
  const [freshAfter, setFreshAfter] = useState(unread > 0 ? (readAt ?? 0) : null)
  const newest = last?.at ?? 0
  useEffect(() => {
    const leave = () => setFreshAfter(newest)
    addEventListener('blur', leave)
    return () => removeEventListener('blur', leave)
  }, [newest])
  return freshAfter
}

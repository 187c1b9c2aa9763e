'use client'
import { ArrowDown } from 'lucide-react'
import { useState } from 'react'
import { useAccountOf, useClient, useStretch } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useText } from '../ui/text.tsx'

/** Mounted while the reader is not at the bottom: leads there, and counts what came in the meantime. */
export function NewestButton({ conversation, onGo }: { conversation: Conversation; onGo(): void }) {
  const t = useText()
  const { state } = useClient()
  const me = useAccountOf(conversation.id)?.me
  const { order } = useStretch(conversation.id)
  const [seen] = useState(order.at(-1))
  const since = seen ? order.slice(order.indexOf(seen) + 1) : []
  const count = since.filter((id) => state.get().messages[id]?.from !== me).length
  const label = count > 0 ? t('conversation.newBelow', { count }) : t('conversation.toNewest')
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onGo}
      className="absolute inset-x-0 bottom-2 mx-auto flex h-8 w-fit animate-appear items-center gap-1.5 rounded-full bg-raised px-3 font-medium text-accent-text text-sm shadow-raised hover:bg-hover"
    >
      <ArrowDown aria-hidden className="size-4" />
      <span role="status">{count > 0 && label}</span>
    </button>
  )
}

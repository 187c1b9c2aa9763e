'use client'
import { MessageCircle, MessageCircleOff } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useConversation, usePhase } from '../../client/hooks.ts'
import type { Conversation as Entity } from '../../contract/entities.ts'
import type { ConversationId } from '../../contract/ids.ts'
import { Conversation } from '../conversation/conversation.tsx'
import { Details } from '../conversation/details/details.tsx'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useText } from '../ui/text.tsx'
import { commandKey } from './keys.ts'

interface Props {
  conversation: ConversationId | null
  details: boolean
  onDetails(on: boolean): void
}

/** The open conversation with its details; or why there is none. */
export function Middle({ conversation: id, details, onDetails }: Props) {
  const t = useText()
  return (
    <main
      id="conversation"
      tabIndex={-1}
      aria-label={t('shell.conversation')}
      className={classNames('flex min-w-0 flex-1 outline-none', !id && 'max-sm:hidden')}
    >
      {id ? <Open id={id} details={details} onDetails={onDetails} /> : <NothingOpen />}
    </main>
  )
}

function Open({ id, details, onDetails }: { id: ConversationId } & Omit<Props, 'conversation'>) {
  const t = useText()
  const phase = usePhase()
  const conversation = useConversation(id)
  if (!conversation)
    return phase === 'loading' ? null : <EmptyState icon={MessageCircleOff} title={t('shell.gone')} hint={t('shell.goneHint')} />
  return (
    <>
      <div className="min-w-0 flex-1">
        <Conversation key={id} conversation={conversation} details={details} onDetails={onDetails} />
      </div>
      {details && <DetailsColumn conversation={conversation} onClose={() => onDetails(false)} />}
    </>
  )
}

/** A column of its own where there is room, else over the conversation. */
function DetailsColumn({ conversation, onClose }: { conversation: Entity; onClose(): void }) {
  const t = useText()
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  return (
    <aside
      aria-label={t('shell.details')}
      onKeyDown={closeOnEscape}
      className="absolute inset-y-0 end-0 z-10 w-full animate-appear border-line border-s bg-canvas max-wide:shadow-raised sm:w-76 wide:static wide:shrink-0"
    >
      <Details key={conversation.id} conversation={conversation} onClose={onClose} />
    </aside>
  )
}

function NothingOpen() {
  const t = useText()
  const hint = t('shell.nothingOpenHint', { keys: `${commandKey()} K` })
  return <EmptyState icon={MessageCircle} title={t('shell.nothingOpen')} hint={hint} />
}

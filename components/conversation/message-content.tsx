'use client'
import { CornerUpLeft } from 'lucide-react'
import type { Message } from '../../contract/entities.ts'
import type { MessageId } from '../../contract/ids.ts'
import { useDates, useText } from '../ui/text.tsx'
import { MessageBody } from './message-body.tsx'

interface Props {
  message: Message
  onJump(message: MessageId): void
}

/** What a message says: the quote it answers, its text, and that it was edited; or that it is gone. */
export function MessageContent({ message, onJump }: Props) {
  const t = useText()
  if (message.deleted) return <p className="text-ink-muted italic">{t('conversation.deleted')}</p>
  return (
    <>
      {message.replyTo && <ReplyQuote reply={message.replyTo} onJump={onJump} />}
      {message.kind === 'action' ? (
        <p dir="auto" className="wrap-anywhere whitespace-pre-wrap italic">
          {t('conversation.action', { name: message.name, text: message.text })}
        </p>
      ) : (
        <MessageBody text={message.text} />
      )}
      {message.editedAt !== null && <Edited at={message.editedAt} />}
    </>
  )
}

function Edited({ at }: { at: number }) {
  const t = useText()
  const dates = useDates()
  return (
    <span title={t('conversation.editedAt', { at: dates.full(at) })} className="text-ink-muted text-xs">
      {t('conversation.edited')}
    </span>
  )
}

function ReplyQuote({ reply, onJump }: { reply: NonNullable<Message['replyTo']>; onJump: Props['onJump'] }) {
  const t = useText()
  return (
    <button
      type="button"
      aria-label={t('conversation.replyTo', { name: reply.name, text: reply.text })}
      onClick={() => onJump(reply.id)}
      className="mb-1 flex max-w-full items-center gap-1.5 border-accent-text/60 border-s-2 ps-2 text-start text-ink-muted text-sm hover:text-ink"
    >
      <CornerUpLeft aria-hidden className="size-3 shrink-0 rtl:-scale-x-100" />
      <span className="shrink-0 font-medium">{reply.name}</span>
      <span className="min-w-0 truncate">{reply.text}</span>
    </button>
  )
}

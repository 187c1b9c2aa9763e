'use client'
import { Check, CheckCheck, Clock } from 'lucide-react'
import { useClient, useConversation } from '../../client/hooks.ts'
import type { Conversation, Message } from '../../contract/entities.ts'
import { classNames } from '../ui/class-names.ts'
import { useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'

export type Progress = 'queued' | 'sending' | 'sent' | 'delivered' | 'read'

/** How far one's own message got: what is true of all the others in the conversation is said, and no more. */
export function progressOf(message: Message, { watermarks }: Pick<Conversation, 'watermarks'>): Progress | null {
  if (message.state === 'failed' || message.state === 'unsure') return null
  if (message.state !== 'sent') return message.state
  const all = (reached: (mark: (typeof watermarks)[number]) => number | null) =>
    watermarks.length > 0 && watermarks.every((mark) => (reached(mark) ?? 0) >= message.at)
  if (all((mark) => mark.readAt)) return 'read'
  return all((mark) => Math.max(mark.deliveredAt ?? 0, mark.readAt ?? 0)) ? 'delivered' : 'sent'
}

const icons = { queued: Clock, sending: Clock, sent: Check, delivered: CheckCheck, read: CheckCheck } as const

/** The ticks after one's own message. */
export function Ticks({ message }: { message: Message }) {
  const t = useText()
  const conversation = useConversation(message.conversation)
  const progress = conversation && progressOf(message, conversation)
  if (!progress) return null
  const Icon = icons[progress]
  const label = t(`conversation.${progress}`)
  return (
    <span role="img" aria-label={label} title={label} className="inline-flex">
      <Icon aria-hidden className={classNames('size-3.5', progress === 'read' ? 'text-accent-text' : 'text-ink-muted')} />
    </span>
  )
}

/** Under a message that did not go out, or nobody knows: why, and what can be done. */
export function Trouble({ message }: { message: Message }) {
  const t = useText()
  const client = useClient()
  const toast = useToast()
  if (message.state !== 'failed' && message.state !== 'unsure') return null
  const say = async (done: ReturnType<typeof client.retry>) => {
    const answer = await done
    if (!answer.ok) toast(answer.error.message, 'danger')
  }
  const button = 'font-medium underline underline-offset-2'
  return (
    <p className={classNames('flex flex-wrap gap-x-2 text-xs', message.state === 'failed' ? 'text-danger' : 'text-warn')}>
      <span>
        {t(`conversation.${message.state}`)} {message.error?.message}
      </span>
      <button type="button" className={button} onClick={() => void say(client.retry(message.id))}>
        {t('conversation.sendAgain')}
      </button>
      <button type="button" className={button} onClick={() => void say(client.discard(message.id))}>
        {t('common.discard')}
      </button>
    </p>
  )
}

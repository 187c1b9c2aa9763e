'use client'
import { memo } from 'react'
import { useAccountOf, useConversation, useMessage } from '../../client/hooks.ts'
import type { Message } from '../../contract/entities.ts'
import type { MessageId } from '../../contract/ids.ts'
import { classNames } from '../ui/class-names.ts'
import { useDates, useText } from '../ui/text.tsx'
import { Bubble } from './bubble.tsx'
import { RoomLine } from './room-line.tsx'
import type { Row } from './rows.ts'
import { useAttention } from './use-attention.ts'

interface Props extends Row {
  index: number
  now: number
  /** Just jumped to. */
  found: boolean
  onJump(message: MessageId): void
}

/** Draws again when its own message changes, and not when others do. */
export const MessageRow = memo(function MessageRow({ id, index, day, fresh, head, tail, now, found, onJump }: Props) {
  const message = useMessage(id)
  const attention = useAttention()
  if (!message) return null
  return (
    <div {...attention.handlers} data-row={index} tabIndex={-1} className="relative focus-visible:-outline-offset-2">
      {day && <DayLine at={message.at} now={now} />}
      {fresh && <FreshLine />}
      <div className={classNames(found && 'animate-flash')}>
        <Drawn message={message} head={head} tail={tail} active={attention.active} onJump={onJump} />
      </div>
    </div>
  )
})

interface DrawnProps {
  message: Message
  head: boolean
  tail: boolean
  active: boolean
  onJump(message: MessageId): void
}

function Drawn({ message, ...rest }: DrawnProps) {
  const me = useAccountOf(message.conversation)?.me
  const conversation = useConversation(message.conversation)
  const own = message.from === me
  if (message.kind === 'notice') return <p className="px-4 py-1 text-center text-ink-muted text-xs">{message.text}</p>
  return conversation?.kind === 'room' ? (
    <RoomLine message={message} own={own} {...rest} />
  ) : (
    <Bubble message={message} own={own} {...rest} />
  )
}

function DayLine({ at, now }: { at: number; now: number }) {
  const dates = useDates()
  return (
    <div className="flex items-center gap-3 px-4 py-3 text-ink-muted text-xs">
      <hr className="flex-1 border-line" />
      <time>{dates.day(at, now)}</time>
      <hr className="flex-1 border-line" />
    </div>
  )
}

function FreshLine() {
  const t = useText()
  return (
    <div className="flex items-center gap-3 px-4 py-1 font-medium text-accent-text text-xs">
      <hr className="flex-1 border-accent-text/50" />
      {t('conversation.newMessages')}
      <hr className="flex-1 border-accent-text/50" />
    </div>
  )
}

'use client'
import type { Message } from '../../contract/entities.ts'
import type { MessageId } from '../../contract/ids.ts'
import { classNames } from '../ui/class-names.ts'
import { useDates } from '../ui/text.tsx'
import { MessageContent } from './message-content.tsx'
import { Ticks, Trouble } from './message-state.tsx'
import { MessageToolbar } from './message-toolbar.tsx'
import { Reactions } from './reactions.tsx'

interface Props {
  message: Message
  own: boolean
  head: boolean
  tail: boolean
  active: boolean
  onJump(message: MessageId): void
}

/** A message in a direct chat: own ones at the end, with ticks. */
export function Bubble({ message, own, head, tail, active, onJump }: Props) {
  const dates = useDates()
  const corners = own
    ? classNames(!head && 'rounded-se-md', !tail && 'rounded-ee-md')
    : classNames(!head && 'rounded-ss-md', !tail && 'rounded-es-md')
  return (
    <div className={classNames('flex flex-col px-4', own ? 'items-end' : 'items-start', tail ? 'pb-2' : 'pb-0.5')}>
      <div className="relative max-w-[85%] sm:max-w-[min(36rem,calc(100%-7.5rem))]">
        <div
          className={classNames(
            'rounded-2xl px-3 py-1.5',
            message.deleted ? 'border border-line border-dashed' : own ? 'bg-accent-soft' : 'bg-hover',
            corners,
          )}
        >
          <MessageContent message={message} onJump={onJump} />
        </div>
        {active && (
          <div
            className={classNames(
              'absolute z-10 max-sm:-top-9 sm:top-0',
              own ? 'end-0 sm:end-full sm:me-2' : 'start-0 sm:start-full sm:ms-2',
            )}
          >
            <MessageToolbar message={message} />
          </div>
        )}
      </div>
      <Reactions message={message} />
      <Trouble message={message} />
      {(tail || (own && message.state !== 'sent')) && (
        <span className="flex h-4 items-center gap-1 px-1 text-ink-muted text-xs">
          <time title={dates.full(message.at)}>{dates.time(message.at)}</time>
          {own && <Ticks message={message} />}
        </span>
      )}
    </div>
  )
}

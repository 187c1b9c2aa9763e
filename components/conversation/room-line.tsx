'use client'
import type { Message } from '../../contract/entities.ts'
import type { MessageId } from '../../contract/ids.ts'
import { Avatar } from '../ui/avatar.tsx'
import { classNames } from '../ui/class-names.ts'
import { nameColour } from '../ui/person-colour.ts'
import { useDates } from '../ui/text.tsx'
import { MessageContent } from './message-content.tsx'
import { Ticks, Trouble } from './message-state.tsx'
import { MessageToolbar } from './message-toolbar.tsx'
import { Reactions } from './reactions.tsx'
import { useFace } from './use-face.ts'

interface Props {
  message: Message
  own: boolean
  head: boolean
  active: boolean
  onJump(message: MessageId): void
}

/** A message in a room: everybody's at the start, the author named once per group. */
export function RoomLine({ message, own, head, active, onJump }: Props) {
  const dates = useDates()
  const { seed, picture } = useFace({ conversation: message.conversation, person: message.from, name: message.name })
  return (
    <div className={classNames('relative flex gap-3 px-4 py-0.5', head && 'pt-2', active && 'bg-hover/60')}>
      <div className="w-9 shrink-0">
        {head ? (
          <Avatar name={message.name} seed={seed} picture={picture} />
        ) : (
          active && <time className="block whitespace-nowrap text-end text-ink-muted text-xs leading-5">{dates.time(message.at)}</time>
        )}
      </div>
      <div className="min-w-0 max-w-160 flex-1">
        {head && (
          <p className="flex items-baseline gap-2">
            <span className="truncate font-semibold" style={{ color: nameColour(seed) }}>
              {message.name}
            </span>
            <time title={dates.full(message.at)} className="shrink-0 text-ink-muted text-xs">
              {dates.time(message.at)}
            </time>
          </p>
        )}
        <MessageContent message={message} onJump={onJump} />
        <Reactions message={message} />
        <Trouble message={message} />
      </div>
      {own && message.state !== 'sent' && (
        <span className="self-end pb-1">
          <Ticks message={message} />
        </span>
      )}
      {active && (
        <div className="absolute end-4 -top-4 z-10">
          <MessageToolbar message={message} />
        </div>
      )}
    </div>
  )
}

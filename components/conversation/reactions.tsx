'use client'
import { useAccountOf } from '../../client/hooks.ts'
import type { Message } from '../../contract/entities.ts'
import { classNames } from '../ui/class-names.ts'
import { useDates, useText } from '../ui/text.tsx'
import { useMessageActions } from './use-message-actions.ts'

export function Reactions({ message }: { message: Message }) {
  const t = useText()
  const dates = useDates()
  const me = useAccountOf(message.conversation)?.me
  const { allowed, react } = useMessageActions(message)
  if (message.reactions.length === 0 || message.deleted) return null
  return (
    <span className="flex flex-wrap gap-1 py-0.5">
      {message.reactions.map(({ emoji, people }) => {
        const mine = me !== undefined && people.includes(me)
        const label = t(mine ? 'conversation.reactionMine' : 'conversation.reaction', { count: people.length, emoji })
        return (
          <button
            key={emoji}
            type="button"
            aria-pressed={mine}
            aria-label={label}
            title={label}
            disabled={!allowed.react}
            onClick={() => react(emoji)}
            className={classNames(
              'flex h-6 items-center gap-1 rounded-full border px-2 text-xs tabular-nums',
              mine ? 'border-accent-text bg-accent-soft text-accent-text' : 'border-line bg-canvas text-ink-muted hover:border-line-strong',
            )}
          >
            <span className="text-sm">{emoji}</span>
            {dates.number(people.length)}
          </button>
        )
      })}
    </span>
  )
}

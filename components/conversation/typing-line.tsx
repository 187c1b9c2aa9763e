'use client'
import type { State } from '../../client/client.ts'
import { useTyping } from '../../client/hooks.ts'
import type { Text } from '../../client/i18n/text.ts'
import type { ConversationId } from '../../contract/ids.ts'
import { useText } from '../ui/text.tsx'

/** Its place is always kept, so that nothing moves when somebody starts to type. */
export function TypingLine({ conversation }: { conversation: ConversationId }) {
  const t = useText()
  const line = typingText(useTyping(conversation), t)
  return (
    <p aria-live="off" className="h-5 shrink-0 truncate px-4 text-ink-muted text-xs leading-5">
      {line && <span className="animate-appear">{line}</span>}
    </p>
  )
}

function typingText(people: State['typing'][ConversationId], t: Text): string | null {
  const [one, two] = people
  if (!one) return null
  if (!two) return t('conversation.typingOne', { name: one.name })
  return people.length === 2 ? t('conversation.typingTwo', { one: one.name, two: two.name }) : t('conversation.typingMany')
}

import type { Text } from '../../client/i18n/text.ts'
import type { Account, Conversation } from '../../contract/entities.ts'

export interface LastLine {
  readonly tone: 'normal' | 'draft' | 'quiet'
  readonly text: string
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** What stands under a conversation's title: the draft, the invitation, or who said what last. */
export function lastLine(conversation: Conversation, account: Account | null, t: Text): LastLine {
  const { last, draft, state, kind } = conversation
  if (state === 'invited') return { tone: 'draft', text: t('roster.invited') }
  if (draft) return { tone: 'draft', text: oneLine(draft) }
  if (!last) return { tone: 'quiet', text: conversation.topic || t('roster.noMessages') }
  if (last.deleted) return { tone: 'quiet', text: t('roster.deleted') }
  const text = oneLine(last.text)
  if (last.from === account?.me) return { tone: 'normal', text: t('roster.own', { text }) }
  return { tone: 'normal', text: kind === 'room' ? t('roster.said', { name: last.name, text }) : text }
}

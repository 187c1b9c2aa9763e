'use client'
import { BellOff, Pin } from 'lucide-react'
import { memo } from 'react'
import { useAccountOf, useContactOf, useNetwork, usePresence, useTyping } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { addressOf, useNavigation } from '../shell/navigation.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { classNames } from '../ui/class-names.ts'
import { useDates, useText } from '../ui/text.tsx'
import { useConversationMenu } from './conversation-menu.ts'
import { lastLine } from './last-line.ts'
import { RowFrame } from './row-frame.tsx'

interface Props {
  conversation: Conversation
  current: boolean
  /** There is more than one account, so the network is worth a mark. */
  marked: boolean
  now: number
  tabIndex: 0 | -1
}

export const ConversationRow = memo(function ConversationRow({ conversation, current, marked, now, tabIndex }: Props) {
  const dates = useDates()
  const { show } = useNavigation()
  const items = useConversationMenu(conversation)
  const { id, title, last, unread } = conversation
  return (
    <RowFrame name={title} href={addressOf(id)} current={current} tabIndex={tabIndex} items={items} onOpen={() => show(id)}>
      <RowAvatar conversation={conversation} marked={marked} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-1.5">
          <span className={classNames('min-w-0 truncate', unread > 0 ? 'font-semibold' : 'font-medium')}>{title}</span>
          <Marks conversation={conversation} />
          {last && <time className="ms-auto shrink-0 text-ink-muted text-xs group-hover/row:invisible">{dates.short(last.at, now)}</time>}
        </span>
        <span className="flex items-center gap-2">
          <LastLine conversation={current ? { ...conversation, draft: '' } : conversation} />
          <Unread conversation={conversation} />
        </span>
      </span>
    </RowFrame>
  )
})

function RowAvatar({ conversation, marked }: { conversation: Conversation; marked: boolean }) {
  const { title, address, avatar, kind, person } = conversation
  const account = useAccountOf(conversation.id)
  const network = useNetwork(account?.network ?? '')
  const presence = usePresence(person)
  const contact = useContactOf(person)
  return (
    <Avatar
      name={title}
      seed={address}
      picture={avatar ?? contact?.avatar ?? null}
      room={kind === 'room'}
      presence={kind === 'direct' ? (presence?.show ?? 'offline') : null}
      mark={marked ? (network?.mark ?? null) : null}
    />
  )
}

function Marks({ conversation: { pinned, muted } }: { conversation: Conversation }) {
  const t = useText()
  const look = 'size-3 shrink-0 self-center text-ink-muted'
  return (
    <>
      {pinned && <Pin role="img" aria-label={t('roster.pinned')} className={look} />}
      {muted && <BellOff role="img" aria-label={t('roster.muted')} className={look} />}
    </>
  )
}

const tones = { normal: 'text-ink-muted', quiet: 'text-ink-muted italic', draft: 'text-ink-muted' } as const

function LastLine({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const account = useAccountOf(conversation.id)
  const someone = useTyping(conversation.id)[0]
  if (someone) {
    return <span className="min-w-0 flex-1 truncate text-accent-text text-sm">{t('conversation.typingOne', { name: someone.name })}</span>
  }
  const { tone, text } = lastLine(conversation, account, t)
  return (
    <span className={classNames('min-w-0 flex-1 truncate text-sm', tones[tone])}>
      {tone === 'draft' && conversation.draft && <span className="text-danger">{t('roster.draft')} </span>}
      {text}
    </span>
  )
}

function Unread({ conversation: { unread, muted } }: { conversation: Conversation }) {
  const t = useText()
  const dates = useDates()
  if (unread === 0) return null
  return (
    <Badge quiet={muted} label={t('roster.unread', { count: unread })}>
      {unread > 99 ? t('roster.manyUnread') : dates.number(unread)}
    </Badge>
  )
}

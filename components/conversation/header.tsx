'use client'
import { ArrowLeft, Ellipsis, PanelRight } from 'lucide-react'
import { useContactOf, usePresence } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useConversationMenu } from '../roster/conversation-menu.ts'
import { useNavigation } from '../shell/navigation.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import { useText } from '../ui/text.tsx'

interface Props {
  conversation: Conversation
  details: boolean
  onDetails(on: boolean): void
}

export function Header({ conversation, details, onDetails }: Props) {
  const t = useText()
  const { leave } = useNavigation()
  const items = useConversationMenu(conversation)
  const presence = usePresence(conversation.person)
  const contact = useContactOf(conversation.person)
  const { title, address, avatar, kind } = conversation
  const room = kind === 'room'
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b px-3">
      <IconButton icon={ArrowLeft} label={t('common.back')} onClick={leave} className="sm:hidden rtl:-scale-x-100" />
      <button
        type="button"
        onClick={() => onDetails(!details)}
        className="flex min-w-0 flex-1 items-center gap-3 rounded-md px-1 py-1 text-start"
      >
        <Avatar
          name={title}
          seed={address}
          picture={avatar ?? contact?.avatar ?? null}
          room={room}
          presence={room ? null : (presence?.show ?? 'offline')}
          size={32}
        />
        <span className="min-w-0">
          <h1 className="truncate font-semibold">{title}</h1>
          <Subtitle conversation={conversation} />
        </span>
      </button>
      <IconButton
        icon={PanelRight}
        label={t(details ? 'conversation.hideDetails' : 'conversation.showDetails')}
        aria-pressed={details}
        onClick={() => onDetails(!details)}
        className="rtl:-scale-x-100"
      />
      <MenuButton icon={Ellipsis} label={t('roster.actions', { name: title })} items={items} />
    </header>
  )
}

function Subtitle({ conversation: { kind, person, members, topic, address } }: { conversation: Conversation }) {
  const t = useText()
  const presence = usePresence(person)
  const room = [members > 0 && t('conversation.members', { count: members }), topic].filter(Boolean).join(' · ')
  const direct = presence ? presence.text || t(`presence.${presence.show}`) : address
  return <span className="block truncate text-ink-muted text-xs">{kind === 'room' ? room : direct}</span>
}

'use client'
import { X } from 'lucide-react'
import type { Conversation } from '../../../contract/entities.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useText } from '../../ui/text.tsx'
import { DirectDetails } from './direct-details.tsx'
import { RoomDetails } from './room-details.tsx'

/** Beside a conversation: who is in it and what it is about. */
export function Details({ conversation, onClose }: { conversation: Conversation; onClose(): void }) {
  const t = useText()
  const { title, address, avatar, kind } = conversation
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-14 shrink-0 items-center justify-between border-line border-b ps-4 pe-3">
        <h2 className="font-semibold">{t('shell.details')}</h2>
        <IconButton icon={X} label={t('conversation.hideDetails')} onClick={onClose} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <div className="flex flex-col items-center gap-1 px-4 py-5 text-center">
          <Avatar name={title} seed={address} picture={avatar} size={64} room={kind === 'room'} />
          <p className="mt-2 max-w-full truncate font-semibold text-lg">{title}</p>
          <p className="wrap-anywhere max-w-full select-all text-ink-muted text-sm">{address}</p>
        </div>
        {kind === 'room' ? <RoomDetails conversation={conversation} /> : <DirectDetails conversation={conversation} />}
      </div>
    </div>
  )
}

'use client'
import { Globe, Lock, LogOut, Pencil, UserPlus } from 'lucide-react'
import { useAbilities } from '../../../client/hooks.ts'
import type { Conversation } from '../../../contract/entities.ts'
import { useLeaveRoom } from '../../roster/leave-room.ts'
import { useDialogs } from '../../shell/dialogs.tsx'
import { Button } from '../../ui/button.tsx'
import { useText } from '../../ui/text.tsx'
import { MemberList } from './member-list.tsx'
import { Section } from './section.tsx'

export function RoomDetails({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const Reach = conversation.public ? Globe : Lock
  return (
    <>
      <Section title={t('details.topic')}>
        <p className={conversation.topic ? 'wrap-anywhere' : 'text-ink-muted'}>{conversation.topic || t('details.noTopic')}</p>
        <p className="mt-2 flex items-center gap-2 text-ink-muted text-sm">
          <Reach aria-hidden className="size-3.5 shrink-0" />
          {t(conversation.public ? 'details.public' : 'details.private')}
        </p>
      </Section>
      {conversation.state === 'joined' && <RoomButtons conversation={conversation} />}
      <MemberList conversation={conversation} />
    </>
  )
}

function RoomButtons({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const leave = useLeaveRoom()
  const { open } = useDialogs()
  const abilities = useAbilities(conversation.id)
  const { id, role } = conversation
  const leads = role === 'owner' || role === 'admin'
  return (
    <div className="flex flex-wrap gap-2 border-line border-t px-4 py-3">
      {abilities && abilities.invites !== 'none' && (
        <Button size="small" onClick={() => open({ kind: 'invite', conversation: id })}>
          <UserPlus aria-hidden className="size-4" />
          {t('details.invite')}
        </Button>
      )}
      {leads && abilities && abilities.moderation !== 'none' && (
        <Button size="small" onClick={() => open({ kind: 'edit-room', conversation: id })}>
          <Pencil aria-hidden className="size-4" />
          {t('details.editRoom')}
        </Button>
      )}
      <Button size="small" look="danger" onClick={() => leave(conversation)}>
        <LogOut aria-hidden className="size-4" />
        {t('details.leave')}
      </Button>
    </div>
  )
}

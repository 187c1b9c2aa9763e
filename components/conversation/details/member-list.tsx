'use client'
import { Ellipsis } from 'lucide-react'
import { usePresence } from '../../../client/hooks.ts'
import type { Conversation, Member } from '../../../contract/entities.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { RowList } from '../../ui/row-list.tsx'
import { RowSkeletons } from '../../ui/skeleton.tsx'
import { useText } from '../../ui/text.tsx'
import { useFace } from '../use-face.ts'
import { useMembers } from '../use-members.ts'
import { useMemberMenu } from './use-member-menu.ts'

export function MemberList({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const { list, loading, failed } = useMembers(conversation, true)
  if (conversation.state !== 'joined') return null
  return (
    <section aria-label={t('details.members')} className="flex min-h-80 flex-1 flex-col border-line border-t pt-3">
      <h3 className="mb-1 px-4 font-medium text-ink-muted text-xs">{t('conversation.members', { count: conversation.members })}</h3>
      {loading && <RowSkeletons count={4} />}
      {failed && (
        <p role="alert" className="px-4 text-danger text-sm">
          {t('details.membersFailed')} {failed}
        </p>
      )}
      <RowList label={t('details.members')} rows={list} keyOf={(member) => member.person}>
        {(member, tabIndex) => <MemberRow conversation={conversation} member={member} tabIndex={tabIndex} />}
      </RowList>
    </section>
  )
}

function MemberRow({ conversation, member, tabIndex }: { conversation: Conversation; member: Member; tabIndex: 0 | -1 }) {
  const t = useText()
  const presence = usePresence(member.person)
  const items = useMemberMenu(conversation, member)
  const face = useFace({ conversation: conversation.id, person: member.person, name: member.name })
  const plain = member.role === 'member' && !member.banned
  return (
    <div
      data-focus
      tabIndex={tabIndex}
      className="flex h-11 items-center gap-3 rounded-md px-2 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <Avatar name={member.name} seed={face.seed} picture={member.avatar ?? face.picture} size={28} presence={presence?.show ?? null} />
      <span className="min-w-0 flex-1 truncate">{member.name}</span>
      {!plain && <span className="shrink-0 text-ink-muted text-xs">{t(member.banned ? 'details.banned' : `details.${member.role}`)}</span>}
      {items.length > 0 && (
        <MenuButton
          icon={Ellipsis}
          label={t('roster.actions', { name: member.name })}
          items={() => items}
          size="small"
          tabIndex={tabIndex}
        />
      )}
    </div>
  )
}

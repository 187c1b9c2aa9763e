'use client'
import { Ban, Crown, MessageSquare, ShieldCheck, User, UserMinus } from 'lucide-react'
import { useAbilities, useAccountOf } from '../../../client/hooks.ts'
import type { Conversation, Member, Role } from '../../../contract/entities.ts'
import { useDialogs } from '../../shell/dialogs.tsx'
import { useChat } from '../../shell/use-chat.ts'
import { useCommand } from '../../shell/use-command.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { useText } from '../../ui/text.tsx'
import { moderationOf } from './moderation.ts'

const roleItems = {
  owner: { label: 'details.makeOwner', icon: Crown },
  admin: { label: 'details.makeAdmin', icon: ShieldCheck },
  voice: { label: 'details.makeMember', icon: User },
  member: { label: 'details.makeMember', icon: User },
} as const

/** What can be done with a member of a room. */
export function useMemberMenu(conversation: Conversation, member: Member): MenuItem[] {
  const t = useText()
  const chat = useChat()
  const self = useAccountOf(conversation.id)?.me === member.person
  const moderation = useModerationItems(conversation, member)
  if (self) return []
  const write: MenuItem = {
    id: 'chat',
    label: t('details.chat', { name: member.name }),
    icon: MessageSquare,
    choose: () => void chat(conversation.account, member.address),
  }
  return member.banned ? moderation : [write, ...moderation]
}

function useModerationItems(conversation: Conversation, member: Member): MenuItem[] {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const abilities = useAbilities(conversation.id)
  const self = useAccountOf(conversation.id)?.me === member.person
  if (!abilities || abilities.moderation === 'none') return []
  const target = { conversation: conversation.id, person: member.person }
  const can = moderationOf(member, { role: conversation.role, self })
  const roles = can.roles.map((role: Role, index): MenuItem => {
    const { label, icon } = roleItems[role]
    return { id: role, label: t(label), icon, apart: index === 0, choose: () => void run('room.role', { ...target, role }) }
  })
  const ban = () =>
    open({
      kind: 'confirm',
      title: t('details.banTitle', { name: member.name }),
      hint: t('details.banHint'),
      action: t('details.banDo'),
      run: () => run('room.ban', { ...target, on: true }),
    })
  const all: (MenuItem | false)[] = [
    ...roles,
    can.kick && { id: 'kick', label: t('details.kick'), icon: UserMinus, apart: true, choose: () => void run('room.kick', target) },
    can.ban && { id: 'ban', label: t('details.ban'), icon: Ban, danger: true, choose: ban },
    can.unban && { id: 'unban', label: t('details.unban'), icon: Ban, choose: () => void run('room.ban', { ...target, on: false }) },
  ]
  return all.filter((item) => item !== false)
}

'use client'
import { Archive, ArchiveRestore, Ban, Bell, BellOff, LogOut, Pin, PinOff } from 'lucide-react'
import { useAbilities, useContactOf } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { useText } from '../ui/text.tsx'
import { useLeaveRoom } from './leave-room.ts'

/** What can be done with a conversation as a whole. */
export function useConversationMenu(conversation: Conversation): () => MenuItem[] {
  const t = useText()
  const run = useCommand()
  const leave = useLeaveRoom()
  const block = useBlockItem(conversation)
  const set = (change: { pinned?: boolean; muted?: boolean; archived?: boolean }) =>
    void run('conversation.set', { conversation: conversation.id, ...change })
  const { pinned, muted, archived } = conversation
  return () => [
    { id: 'pin', label: t(pinned ? 'roster.unpin' : 'roster.pin'), icon: pinned ? PinOff : Pin, choose: () => set({ pinned: !pinned }) },
    { id: 'mute', label: t(muted ? 'roster.unmute' : 'roster.mute'), icon: muted ? Bell : BellOff, choose: () => set({ muted: !muted }) },
    {
      id: 'archive',
      label: t(archived ? 'roster.unarchive' : 'roster.archive'),
      icon: archived ? ArchiveRestore : Archive,
      choose: () => set({ archived: !archived }),
    },
    ...block,
    ...(conversation.kind === 'room' && conversation.state === 'joined'
      ? [{ id: 'leave', label: t('details.leave'), icon: LogOut, danger: true, apart: true, choose: () => leave(conversation) }]
      : []),
  ]
}

function useBlockItem(conversation: Conversation): MenuItem[] {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const contact = useContactOf(conversation.person)
  const abilities = useAbilities(conversation.id)
  if (!contact || abilities?.block === 'none') return []
  const { blocked } = contact
  const set = (on: boolean) => void run('contact.block', { contact: contact.id, on })
  const ask = () =>
    open({
      kind: 'confirm',
      title: t('roster.blockTitle', { name: contact.name }),
      hint: t('roster.blockHint'),
      action: t('roster.blockDo'),
      run: () => set(true),
    })
  const choose = () => (blocked ? set(false) : ask())
  return [{ id: 'block', label: t(blocked ? 'roster.unblock' : 'roster.block'), icon: Ban, danger: !blocked, apart: true, choose }]
}

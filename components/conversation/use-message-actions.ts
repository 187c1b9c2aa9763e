'use client'
import { Copy, Pencil, Reply, Trash2 } from 'lucide-react'
import { useAbilities, useAccountOf, useConversation } from '../../client/hooks.ts'
import type { Message } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'
import { type Allowed, allowedOn } from './allowed.ts'
import { useComposing } from './composing.tsx'

/** What this reader can do with a message, and the menu of it. */
export function useMessageActions(message: Message): { allowed: Allowed; items(): MenuItem[]; react(emoji: string): void } {
  const run = useCommand()
  const me = useAccountOf(message.conversation)?.me ?? null
  const conversation = useConversation(message.conversation)
  const abilities = useAbilities(message.conversation)
  const allowed = allowedOn(message, { me, conversation, abilities })
  const items = useItems(message, allowed)
  const react = (emoji: string) => {
    const on = !message.reactions.some((reaction) => reaction.emoji === emoji && me && reaction.people.includes(me))
    void run('message.react', { message: message.id, emoji, on })
  }
  return { allowed, items, react }
}

function useItems(message: Message, allowed: Allowed): () => MenuItem[] {
  const t = useText()
  const run = useCommand()
  const toast = useToast()
  const { open } = useDialogs()
  const { reply, edit } = useComposing()
  const copy = () => void navigator.clipboard.writeText(message.text).then(() => toast(t('common.copied')))
  const remove = () =>
    open({
      kind: 'confirm',
      title: t('conversation.deleteTitle'),
      hint: t('conversation.deleteHint'),
      action: t('common.delete'),
      run: () => run('message.delete', { message: message.id }),
    })
  const all = [
    { id: 'reply', label: t('conversation.reply'), icon: Reply, choose: () => reply(message) },
    { id: 'edit', label: t('conversation.edit'), icon: Pencil, choose: () => edit(message) },
    { id: 'copy', label: t('conversation.copy'), icon: Copy, choose: copy },
    { id: 'delete', label: t('conversation.delete'), icon: Trash2, danger: true, apart: true, choose: remove },
  ] as const
  return () => all.filter((item) => allowed[item.id])
}

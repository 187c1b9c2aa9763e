'use client'
import { Ban, Pencil, UserMinus } from 'lucide-react'
import { useNetwork } from '../../client/hooks.ts'
import type { Account, Contact } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { useText } from '../ui/text.tsx'

/** What can be done with somebody on the list, as far as his network can. */
export function useContactMenu(contact: Contact, account: Account | null): () => MenuItem[] {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const abilities = useNetwork(account?.network ?? '')?.abilities
  const { id, name, blocked } = contact
  const block = () => void run('contact.block', { contact: id, on: !blocked })
  const remove = () =>
    open({
      kind: 'confirm',
      title: t('roster.removeTitle', { name }),
      hint: t('roster.removeHint'),
      action: t('common.remove'),
      run: () => run('contact.remove', { contact: id }),
    })
  return () => [
    { id: 'edit', label: t('roster.rename'), icon: Pencil, choose: () => open({ kind: 'edit-contact', contact: id }) },
    ...(abilities && abilities.block !== 'none'
      ? [{ id: 'block', label: t(blocked ? 'roster.unblock' : 'roster.block'), icon: Ban, choose: block }]
      : []),
    { id: 'remove', label: t('roster.removeContact'), icon: UserMinus, danger: true, apart: true, choose: remove },
  ]
}

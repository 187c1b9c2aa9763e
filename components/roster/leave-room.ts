'use client'
import type { Conversation } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useText } from '../ui/text.tsx'

/** Asks, then leaves. */
export function useLeaveRoom() {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  return ({ id, title }: Conversation) =>
    open({
      kind: 'confirm',
      title: t('details.leaveTitle', { title }),
      hint: t('details.leaveHint'),
      action: t('details.leaveDo'),
      run: () => run('room.leave', { conversation: id }),
    })
}

'use client'
import { useClient, useMe } from '../../client/hooks.ts'
import { useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'
import { useDialogs } from './dialogs.tsx'

/** Signs out of this browser. Guests are asked first: they have nothing to come back with. */
export function useSignOut() {
  const t = useText()
  const me = useMe()
  const client = useClient()
  const toast = useToast()
  const { open } = useDialogs()
  const leave = async () => {
    await client.signOut()
    if (client.state.get().phase === 'signed-out') location.assign('/sign-in')
    else toast(t('shell.noConnection'), 'danger')
  }
  return () => {
    if (!me?.guest) return void leave()
    open({
      kind: 'confirm',
      title: t('settings.guestSignOutTitle'),
      hint: t('settings.guestSignOutHint'),
      action: t('roster.signOut'),
      run: leave,
    })
  }
}

'use client'
import { Keyboard, Link, LogOut, Menu, Plus, Search, Settings, UserPlus, Users, Waypoints } from 'lucide-react'
import { useNetworks } from '../../client/hooks.ts'
import type { Abilities } from '../../contract/abilities.ts'
import { type DialogRequest, useDialogs } from '../shell/dialogs.tsx'
import { useSignOut } from '../shell/use-sign-out.ts'
import type { MenuItem } from '../ui/menu.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import { useText } from '../ui/text.tsx'

export function NewMenu() {
  const t = useText()
  const { open } = useDialogs()
  const networks = useNetworks()
  const some = (ability: keyof Abilities) => networks.some((network) => network.abilities[ability] !== 'none')
  const ask = (request: DialogRequest) => () => open(request)
  const items = (): MenuItem[] => [
    { id: 'contact', label: t('roster.addContact'), icon: UserPlus, choose: ask({ kind: 'add-contact' }) },
    { id: 'invite', label: t('roster.inviteLink'), icon: Link, choose: ask({ kind: 'invite', conversation: null }) },
    ...(some('roomCreate')
      ? [{ id: 'room', label: t('roster.createRoom'), icon: Users, apart: true, choose: ask({ kind: 'create-room' }) }]
      : []),
    ...(some('rooms') ? [{ id: 'join', label: t('roster.joinRoom'), icon: Search, choose: ask({ kind: 'join-room' }) }] : []),
  ]
  return <MenuButton icon={Plus} label={t('roster.new')} items={items} />
}

export function MainMenu() {
  const t = useText()
  const { open } = useDialogs()
  const signOut = useSignOut()
  const items = (): MenuItem[] => [
    { id: 'accounts', label: t('roster.accounts'), icon: Waypoints, choose: () => open({ kind: 'accounts' }) },
    { id: 'settings', label: t('roster.settings'), icon: Settings, choose: () => open({ kind: 'settings' }) },
    { id: 'shortcuts', label: t('roster.shortcuts'), icon: Keyboard, choose: () => open({ kind: 'shortcuts' }) },
    { id: 'sign-out', label: t('roster.signOut'), icon: LogOut, apart: true, choose: signOut },
  ]
  return <MenuButton icon={Menu} label={t('roster.menu')} items={items} />
}

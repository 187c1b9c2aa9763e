import { Bell, Laptop, Link, type LucideIcon, MessageSquare, SunMoon, UserRound, Waypoints } from 'lucide-react'
import type { ComponentType } from 'react'
import { AccountList } from '../accounts/account-list.tsx'
import { InviteList } from '../invites/invite-list.tsx'
import { Appearance } from './appearance.tsx'
import { Chatting } from './chatting.tsx'
import { Notifications } from './notifications.tsx'
import { Profile } from './profile.tsx'
import { Sessions } from './sessions.tsx'

interface Section {
  readonly id: 'profile' | 'appearance' | 'chat' | 'notifications' | 'accounts' | 'sessions' | 'invites'
  readonly icon: LucideIcon
  readonly content: ComponentType
}
export type SectionId = Section['id']

/** Everything that can be set, in the order in which it is shown. */
export const sections: readonly Section[] = [
  { id: 'profile', icon: UserRound, content: Profile },
  { id: 'appearance', icon: SunMoon, content: Appearance },
  { id: 'chat', icon: MessageSquare, content: Chatting },
  { id: 'notifications', icon: Bell, content: Notifications },
  { id: 'accounts', icon: Waypoints, content: AccountList },
  { id: 'sessions', icon: Laptop, content: Sessions },
  { id: 'invites', icon: Link, content: InviteList },
]

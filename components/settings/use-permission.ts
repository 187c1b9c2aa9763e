'use client'
import { useSyncExternalStore } from 'react'
import { askForNotifications } from '../../client/notify.ts'

/** What the browser says about notifications of this site. */
export type Permission = NotificationPermission | 'missing'

const read = (): Permission => (typeof Notification === 'undefined' ? 'missing' : Notification.permission)

/** People change it in the browser's own settings and come back: then the page has the focus again. */
function watch(changed: () => void): () => void {
  addEventListener('focus', changed)
  return () => removeEventListener('focus', changed)
}

/** The browser's permission, and the way to ask for it; only on a click. */
export function usePermission(): { permission: Permission; ask(): Promise<boolean> } {
  const permission = useSyncExternalStore(watch, read, () => 'default' as const)
  return { permission, ask: askForNotifications }
}

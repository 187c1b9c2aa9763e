'use client'
import { useMe } from '../../client/hooks.ts'
import type { Settings } from '../../contract/entities.ts'
import { useCommand } from '../shell/use-command.ts'

/** The person's settings, and the way to change some of them; null while they are not here. */
export function useSettings(): { settings: Settings | null; set(change: Partial<Settings>): void } {
  const me = useMe()
  const run = useCommand()
  return { settings: me?.settings ?? null, set: (change) => void run('me.update', { settings: change }) }
}

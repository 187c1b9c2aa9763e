'use client'
import { useLink } from '../../client/hooks.ts'
import type { Account } from '../../contract/entities.ts'
import type { LinkState } from '../../contract/sync.ts'
import { classNames } from '../ui/class-names.ts'
import { useDates, useText } from '../ui/text.tsx'

const colours: Record<LinkState, string> = {
  online: 'bg-online',
  connecting: 'bg-away',
  syncing: 'bg-away',
  waiting: 'bg-away',
  asleep: 'bg-offline',
  off: 'bg-offline',
  'needs-you': 'bg-busy',
}

/** How an account's connection is, in a few words. */
export function LinkLine({ account }: { account: Account }) {
  const state = useLinkState(account)
  const words = useLinkWords(account, state)
  return (
    <p className={classNames('flex items-start gap-1.5 text-xs', account.needs && account.enabled ? 'text-danger' : 'text-ink-muted')}>
      <span aria-hidden className={classNames('mt-1 size-2 shrink-0 rounded-full', colours[state])} />
      <span className="wrap-anywhere">{words}</span>
    </p>
  )
}

/** What is stored counts more than what was last heard of the connection. */
function useLinkState({ id, enabled, needs }: Account): LinkState {
  const link = useLink(id)
  if (!enabled) return 'off'
  if (needs) return 'needs-you'
  return link?.state ?? 'connecting'
}

function useLinkWords(account: Account, state: LinkState): string {
  const t = useText()
  const dates = useDates()
  const until = useLink(account.id)?.until
  if (state === 'needs-you') return account.needs?.error.message ?? t('accounts.needsYou')
  if (state === 'waiting') return until ? t('roster.waiting', { time: dates.time(until) }) : t('roster.waitingSoon')
  if (state === 'online') return t('accounts.online')
  return t(`roster.${state}`)
}

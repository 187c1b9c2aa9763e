'use client'
import { RotateCw } from 'lucide-react'
import type { State } from '../../client/client.ts'
import { useAccounts, useLink, usePhase } from '../../client/hooks.ts'
import type { Dates } from '../../client/i18n/dates.ts'
import type { Text } from '../../client/i18n/text.ts'
import type { Account } from '../../contract/entities.ts'
import type { AccountId } from '../../contract/ids.ts'
import { useCommand } from '../shell/use-command.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useDates, useText } from '../ui/text.tsx'

/** Accounts that are not online, each with what it is doing about it. */
export function AccountLines() {
  const accounts = useAccounts()
  const offline = usePhase() !== 'online'
  if (offline) return null
  return accounts
    .filter((account) => account.enabled && !account.needs)
    .map((account) => <AccountLine key={account.id} account={account} />)
}

function AccountLine({ account }: { account: Account }) {
  const t = useText()
  const dates = useDates()
  const run = useCommand()
  const link = useLink(account.id)
  const line = link && lineOf(link, t, dates)
  if (!line) return null
  return (
    <div role="status" className="flex min-h-9 items-center gap-2 border-line border-t ps-4 pe-2 text-ink-muted text-xs">
      <span className="min-w-0 flex-1 py-1.5">
        <span className="block truncate text-ink">{account.address}</span>
        <span className="block truncate">{line}</span>
      </span>
      {link.state === 'waiting' && (
        <IconButton
          size="small"
          icon={RotateCw}
          label={t('shell.needsRetry')}
          onClick={() => void run('account.retry', { account: account.id })}
        />
      )}
    </div>
  )
}

function lineOf({ state, until }: State['links'][AccountId], t: Text, dates: Dates): string | null {
  if (state === 'connecting') return t('roster.connecting')
  if (state === 'syncing') return t('roster.syncing')
  if (state !== 'waiting') return null
  return until ? t('roster.waiting', { time: dates.time(until) }) : t('roster.waitingSoon')
}

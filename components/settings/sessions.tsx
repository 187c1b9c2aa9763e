'use client'
import { Monitor, Smartphone } from 'lucide-react'
import type { BrowserSession } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useReading } from '../shell/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RowSkeletons } from '../ui/skeleton.tsx'
import { useDates, useText } from '../ui/text.tsx'
import { useNow } from '../ui/use-now.ts'
import { readAgent } from './agent.ts'

/** Where one is signed in, this browser first. */
export function Sessions() {
  const t = useText()
  const run = useCommand()
  const { result, failed, again } = useReading('session.list', {})
  const revoke = async (sessions: readonly BrowserSession[]) => {
    await Promise.all(sessions.map(({ id }) => run('session.revoke', { session: id })))
    again()
  }
  if (!result && !failed) return <RowSkeletons count={2} />
  const sorted = (result ?? []).toSorted((a, b) => Number(b.current) - Number(a.current) || b.seenAt - a.seenAt)
  const others = sorted.filter((session) => !session.current)
  return (
    <>
      <p className="text-ink-muted text-sm">{t('settings.sessionsHint')}</p>
      {failed && <Notice>{failed}</Notice>}
      <ul className="flex flex-col divide-y divide-line">
        {sorted.map((session) => (
          <SessionRow key={session.id} session={session} onRevoke={() => void revoke([session])} />
        ))}
      </ul>
      {others.length > 1 && <RevokeOthers count={others.length} onRevoke={() => revoke(others)} />}
    </>
  )
}

function SessionRow({ session, onRevoke }: { session: BrowserSession; onRevoke(): void }) {
  const t = useText()
  const dates = useDates()
  const now = useNow()
  const { browser, system, handheld } = readAgent(session.agent)
  const Icon = handheld ? Smartphone : Monitor
  const name = browser && system ? t('settings.agent', { browser, system }) : (browser ?? system ?? t('settings.agentUnknown'))
  return (
    <li className="flex items-center gap-3 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-muted" strokeWidth={1.5} />
      <div className="min-w-0 flex-1" title={session.agent}>
        <p className="font-medium">{name}</p>
        <p className="text-ink-muted text-xs">
          {session.current ? (
            <span className="font-medium text-ink">{t('settings.thisBrowser')}</span>
          ) : (
            <span title={dates.full(session.seenAt)}>{t('settings.seen', { at: dates.short(session.seenAt, now) })}</span>
          )}
          {' · '}
          <span title={dates.full(session.createdAt)}>{t('settings.since', { at: dates.short(session.createdAt, now) })}</span>
        </p>
      </div>
      {!session.current && (
        <Button size="small" onClick={onRevoke} aria-label={t('settings.signOutOf', { name })}>
          {t('roster.signOut')}
        </Button>
      )}
    </li>
  )
}

function RevokeOthers({ count, onRevoke }: { count: number; onRevoke(): unknown }) {
  const t = useText()
  const { open } = useDialogs()
  const ask = () =>
    open({
      kind: 'confirm',
      title: t('settings.signOutOthersTitle'),
      hint: t('settings.signOutOthersHint', { count }),
      action: t('roster.signOut'),
      run: onRevoke,
    })
  return (
    <Button look="danger" onClick={ask} className="self-start">
      {t('settings.signOutOthers')}
    </Button>
  )
}

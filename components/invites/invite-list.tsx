'use client'
import { Check, Copy, Link, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Output } from '../../contract/commands.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useReading } from '../shell/use-reading.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Notice } from '../ui/notice.tsx'
import { RowSkeletons } from '../ui/skeleton.tsx'
import { useDates, useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'
import { useNow } from '../ui/use-now.ts'

type Invite = Output<'invite.list'>[number]

/** The links that still work. */
export function InviteList() {
  const t = useText()
  const run = useCommand()
  const { stack, open } = useDialogs()
  // A link may have been made in a dialog above this one.
  const { result, failed, again } = useReading('invite.list', {}, stack.length)
  const revoke = async ({ id }: Invite) => {
    await run('invite.revoke', { invite: id })
    again()
  }
  if (!result && !failed) return <RowSkeletons count={2} />
  const create = (
    <Button onClick={() => open({ kind: 'invite', conversation: null })} className="self-start">
      <Plus aria-hidden className="size-4" />
      {t('invites.new')}
    </Button>
  )
  if (result?.length === 0) return <EmptyState icon={Link} title={t('invites.none')} hint={t('invites.noneHint')} action={create} />
  return (
    <>
      <p className="text-ink-muted text-sm">{t('invites.listHint')}</p>
      {failed && <Notice>{failed}</Notice>}
      <ul className="flex flex-col divide-y divide-line">
        {result?.map((invite) => (
          <InviteRow key={invite.id} invite={invite} onRevoke={() => void revoke(invite)} />
        ))}
      </ul>
      {create}
    </>
  )
}

function InviteRow({ invite, onRevoke }: { invite: Invite; onRevoke(): void }) {
  const t = useText()
  const dates = useDates()
  const now = useNow()
  const { conversation, title, expiresAt, uses } = invite
  const name = conversation ? title : t('invites.chatWithMe')
  const until = expiresAt === null ? t('invites.forEver') : t('invites.until', { at: dates.full(expiresAt) })
  return (
    <li className="flex items-center gap-3 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-ink-muted text-xs">
          {[t('invites.made', { at: dates.short(invite.createdAt, now) }), until, t('invites.uses', { count: uses })].join(' · ')}
        </p>
      </div>
      <CopyLink url={invite.url} name={name} />
      <Button size="small" look="danger" onClick={onRevoke} aria-label={t('invites.revokeOf', { name })}>
        {t('invites.revoke')}
      </Button>
    </li>
  )
}

function CopyLink({ url, name }: { url: string; name: string }) {
  const t = useText()
  const toast = useToast()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => toast(url),
    )
  return <IconButton icon={copied ? Check : Copy} label={t('invites.copyOf', { name })} size="small" onClick={() => void copy()} />
}

'use client'
import { Check, UserPlus } from 'lucide-react'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useText } from '../ui/text.tsx'
import type { Candidate } from './candidates.ts'

interface Props {
  candidate: Candidate
  /** Enter in the field chooses this one. */
  first: boolean
  busy: boolean
  /** Left out where there is no list to add to. */
  onAdd?: (() => void) | undefined
  onChat(): void
}

export function CandidateRow({ candidate: { name, address, avatar, contact }, first, busy, onAdd, onChat }: Props) {
  const t = useText()
  return (
    <li className={classNames('flex h-14 items-center gap-3 rounded-md px-2', first && 'bg-selected')}>
      <Avatar name={name} seed={address} picture={avatar} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{name}</span>
        {name !== address && <span className="block truncate text-ink-muted text-sm">{address}</span>}
      </span>
      {contact ? (
        <span className="flex items-center gap-1 text-ink-muted text-xs">
          <Check aria-hidden className="size-3.5" />
          {t('contacts.onList')}
        </span>
      ) : (
        onAdd && <IconButton icon={UserPlus} label={t('contacts.addPerson', { name })} disabled={busy} onClick={onAdd} />
      )}
      <Button size="small" look={first ? 'primary' : 'quiet'} disabled={busy} onClick={onChat} aria-label={t('details.chat', { name })}>
        {t('contacts.chat')}
      </Button>
    </li>
  )
}

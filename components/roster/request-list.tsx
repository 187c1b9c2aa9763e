'use client'
import { Check, X } from 'lucide-react'
import { useRequests } from '../../client/hooks.ts'
import type { Contact } from '../../contract/entities.ts'
import { useCommand } from '../shell/use-command.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useText } from '../ui/text.tsx'

/** Who wants to be on the list, with the answer one click away. */
export function RequestList() {
  const t = useText()
  const requests = useRequests()
  if (requests.length === 0) return null
  return (
    <section
      aria-label={t('roster.requests', { count: requests.length })}
      className="max-h-44 shrink-0 overflow-y-auto border-line border-b px-2 py-1"
    >
      {requests.map((contact) => (
        <Request key={contact.id} contact={contact} />
      ))}
    </section>
  )
}

function Request({ contact }: { contact: Contact }) {
  const t = useText()
  const run = useCommand()
  const answer = (accept: boolean) => void run('contact.answer', { contact: contact.id, accept })
  return (
    <div className="flex h-14 items-center gap-3 px-2">
      <Avatar name={contact.name} seed={contact.address} picture={contact.avatar} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium" title={contact.address}>
          {contact.name}
        </span>
        <span className="block truncate text-ink-muted text-sm">{t('roster.wantsToAdd')}</span>
      </span>
      <IconButton
        icon={Check}
        label={t('roster.acceptFrom', { name: contact.name })}
        onClick={() => answer(true)}
        className="bg-accent-soft text-accent-text"
      />
      <IconButton icon={X} label={t('roster.declineFrom', { name: contact.name })} onClick={() => answer(false)} />
    </div>
  )
}

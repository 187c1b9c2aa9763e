'use client'
import { useAccountOf, useContactOf } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/text.tsx'
import type { ClosedReason } from './closed-reason.ts'

/** In the composer's place while nothing can be written: why, and the way out. */
export function Closed({ conversation, reason }: { conversation: Conversation; reason: ClosedReason }) {
  const t = useText()
  const account = useAccountOf(conversation.id)
  const contact = useContactOf(conversation.person)
  const sentences: Record<ClosedReason, string> = {
    invited: t('composer.invited'),
    left: t('composer.left'),
    removed: t('composer.removed'),
    banned: t('composer.banned'),
    blocked: t('composer.blocked', { name: contact?.name ?? conversation.title }),
    accountOff: t('composer.accountOff', { account: account?.address ?? '' }),
    accountNeeds: t('composer.accountNeeds', { account: account?.address ?? '' }),
  }
  return (
    <div className="flex min-h-14 shrink-0 flex-wrap items-center justify-center gap-3 border-line border-t px-4 py-3 text-ink-muted">
      <p>{sentences[reason]}</p>
      <WayOut conversation={conversation} reason={reason} />
    </div>
  )
}

function WayOut({ conversation, reason }: { conversation: Conversation; reason: ClosedReason }) {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const account = useAccountOf(conversation.id)
  const contact = useContactOf(conversation.person)
  const answer = (accept: boolean) => void run('room.answer', { conversation: conversation.id, accept })
  if (reason === 'invited') {
    return (
      <>
        <Button look="primary" onClick={() => answer(true)}>
          {t('composer.join')}
        </Button>
        <Button onClick={() => answer(false)}>{t('common.decline')}</Button>
      </>
    )
  }
  if (reason === 'left' || reason === 'removed') {
    const rejoin = () => void run('room.join', { account: conversation.account, address: conversation.address })
    return <Button onClick={rejoin}>{t('composer.rejoin')}</Button>
  }
  if (reason === 'blocked' && contact) {
    return <Button onClick={() => void run('contact.block', { contact: contact.id, on: false })}>{t('composer.unblock')}</Button>
  }
  if (reason === 'accountOff' && account) {
    return <Button onClick={() => void run('account.enable', { account: account.id, on: true })}>{t('composer.switchOn')}</Button>
  }
  if (reason === 'accountNeeds' && account) {
    return <Button onClick={() => open({ kind: 'login', account: account.id })}>{t('shell.needsLogin')}</Button>
  }
  return null
}

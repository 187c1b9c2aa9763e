'use client'
import { useState } from 'react'
import type { Failure } from '../../contract/errors.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { acceptInvite } from './accept-invite.ts'
import { openPage } from './open-page.ts'

/** For somebody who is signed in: one button, and the chat is open. */
export function InviteAccept({ code }: { code: string }) {
  const t = useText()
  const { busy, failure, accept } = useAccept(code)
  return (
    <div className="flex flex-col gap-4">
      {failure && <AcceptFailure failure={failure} />}
      <Button look="primary" busy={busy} onClick={() => void accept()} autoFocus className="h-9 pointer-coarse:h-11">
        {t('entry.openChat')}
      </Button>
      <Button look="plain" onClick={() => location.assign('/')}>
        {t('entry.toStart')}
      </Button>
    </div>
  )
}

export function AcceptFailure({ failure: { code, message } }: { failure: Failure }) {
  const t = useText()
  const own: Partial<Record<Failure['code'], string>> = {
    conflict: t('entry.ownLink'),
    'not-found': t('entry.inviteGone'),
    offline: t('entry.unreachable'),
    timeout: t('entry.unreachable'),
  }
  return <Notice>{own[code] ?? message}</Notice>
}

/** Carries out the link and opens what it leads to. */
export function useAccept(code: string) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const accept = async () => {
    setBusy(true)
    const answer = await acceptInvite(code)
    if (answer.ok) return openPage(answer.result.conversation)
    setFailure(answer.error)
    setBusy(false)
  }
  return { busy, failure, accept }
}

'use client'
import { Unlink } from 'lucide-react'
import { useCallback } from 'react'
import type { InviteInfo } from '../../contract/http.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useText } from '../ui/text.tsx'
import { readInvite } from './ask.ts'
import { DeadEnd } from './dead-end.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { InviteAccept } from './invite-accept.tsx'
import { InviteWays } from './invite-ways.tsx'
import { useAsked } from './use-asked.ts'

interface Props {
  code: string
  /** Somebody is signed in in this browser. */
  signedIn: boolean
}

/** Where a link leads: who invites to what, and one click to be there. */
export function InvitePage({ code, signedIn }: Props) {
  const t = useText()
  const { answer, again } = useAsked(useCallback(() => readInvite(code), [code]))
  if (!answer) return <Opening />
  if (answer.ok) return <Invitation code={code} info={answer.result} signedIn={signedIn} />
  if (answer.error.code === 'not-found') {
    return (
      <DeadEnd icon={Unlink} title={t('entry.inviteGoneTitle')} hint={t('entry.inviteGone')}>
        <Button onClick={() => location.assign('/')}>{t('entry.toStart')}</Button>
      </DeadEnd>
    )
  }
  return (
    <DeadEnd icon={Unlink} title={t('entry.inviteFailedTitle')} hint={t('entry.unreachable')}>
      <Button onClick={again}>{t('common.retry')}</Button>
    </DeadEnd>
  )
}

function Opening() {
  return (
    <main aria-busy className="flex h-dvh items-center justify-center bg-surface">
      <Spinner className="size-5 animate-late text-ink-muted" />
    </main>
  )
}

function Invitation({ code, info, signedIn }: Props & { info: InviteInfo }) {
  const t = useText()
  const { from, room } = info
  const title = room ? t('entry.invitedToRoom', { from, room }) : t('entry.invitedToChat', { from })
  return (
    <EntryFrame title={title} hint={t(signedIn ? 'entry.invitedSignedIn' : 'entry.invitedHint')}>
      {signedIn ? <InviteAccept code={code} /> : <InviteWays code={code} />}
    </EntryFrame>
  )
}

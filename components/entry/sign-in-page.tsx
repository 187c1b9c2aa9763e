'use client'
import { useState } from 'react'
import type { ServerInfo } from '../../contract/http.ts'
import { Button } from '../ui/button.tsx'
import { useText } from '../ui/text.tsx'
import { readServer } from './ask.ts'
import { EntryFrame, Or } from './entry-frame.tsx'
import { GuestForm } from './guest-form.tsx'
import { openPage } from './open-page.ts'
import { SignInForm } from './sign-in-form.tsx'
import { SignUpForm } from './sign-up-form.tsx'
import { useAsked } from './use-asked.ts'

/** Offered until the server says otherwise, so that nothing jumps in the usual case. */
const usual: ServerInfo = { guests: true, signUp: 'open', claimed: true }

export function SignInPage() {
  const t = useText()
  const [joining, setJoining] = useState(false)
  const { answer } = useAsked(readServer)
  const server = answer?.ok ? answer.result : usual
  const onIn = () => openPage(null)
  return (
    <EntryFrame title={t(joining ? 'entry.signUpTitle' : 'entry.signInTitle')} hint={!joining && t('shell.description')}>
      {!server.claimed && <p className="rounded-md bg-accent-soft px-3 py-2 text-sm">{t('entry.unclaimed')}</p>}
      {joining ? <SignUpForm onIn={onIn} /> : <SignInForm onIn={onIn} />}
      {server.guests && !joining && (
        <>
          <Or>{t('entry.or')}</Or>
          <GuestForm onIn={() => openPage(null)} />
        </>
      )}
      <OtherWay joining={joining} signUp={server.signUp} onJoining={setJoining} />
    </EntryFrame>
  )
}

interface OtherWayProps {
  joining: boolean
  signUp: ServerInfo['signUp']
  onJoining(joining: boolean): void
}

function OtherWay({ joining, signUp, onJoining }: OtherWayProps) {
  const t = useText()
  if (signUp !== 'open') {
    return <p className="text-center text-ink-muted text-sm">{t(signUp === 'invite' ? 'entry.signUpByInvite' : 'entry.signUpClosed')}</p>
  }
  return (
    <p className="flex flex-wrap items-center justify-center gap-1 text-ink-muted text-sm">
      {t(joining ? 'entry.haveLogin' : 'entry.newHere')}
      <Button look="plain" size="small" onClick={() => onJoining(!joining)}>
        {t(joining ? 'entry.signIn' : 'entry.signUp')}
      </Button>
    </p>
  )
}

'use client'
import { KeyRound } from 'lucide-react'
import type { SubmitEvent } from 'react'
import { Button } from '../ui/button.tsx'
import { focusWrong } from '../ui/focus-wrong.ts'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { readServer } from './ask.ts'
import { DeadEnd } from './dead-end.tsx'
import { EntryFrame } from './entry-frame.tsx'
import { NewLoginFields } from './new-login-fields.tsx'
import { openPage } from './open-page.ts'
import { useAsked } from './use-asked.ts'
import { useEntering } from './use-entering.ts'
import { useNewLogin } from './use-new-login.ts'

/** The one-time link of a new server: whoever opens it becomes its administrator. */
export function ClaimPage({ token }: { token: string }) {
  const t = useText()
  const { answer } = useAsked(readServer)
  const { busy, waiting, failed, submit } = useEntering('/api/claim', () => openPage(null))
  const taken = failed?.code === 'conflict' ? failed.sentence : null
  const { value, errors, change, check } = useNewLogin({ named: true, refused: taken })
  const over = failed?.code === 'forbidden'
  if (over || (answer?.ok && answer.result.claimed && !busy)) return <Over />
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const checked = check()
    if (!checked) return focusWrong(event.currentTarget)
    void submit({ token, ...checked })
  }
  return (
    <EntryFrame title={t('entry.claimTitle')} hint={t('entry.claimHint')}>
      <form method="post" onSubmit={send} noValidate className="flex flex-col gap-4">
        <NewLoginFields value={value} errors={errors} named onChange={change} />
        {failed && !taken && <Notice>{failed.sentence}</Notice>}
        <Button type="submit" look="primary" busy={busy} disabled={waiting} className="h-9 pointer-coarse:h-11">
          {t('entry.claim')}
        </Button>
      </form>
    </EntryFrame>
  )
}

function Over() {
  const t = useText()
  return (
    <DeadEnd icon={KeyRound} title={t('entry.claimOverTitle')} hint={t('entry.claimOver')}>
      <Button onClick={() => location.assign('/sign-in')}>{t('entry.signIn')}</Button>
    </DeadEnd>
  )
}

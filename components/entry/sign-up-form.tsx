'use client'
import type { SubmitEvent } from 'react'
import type { SignedIn } from '../../contract/http.ts'
import { Button } from '../ui/button.tsx'
import { focusWrong } from '../ui/focus-wrong.ts'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { NewLoginFields } from './new-login-fields.tsx'
import { useEntering } from './use-entering.ts'
import { useNewLogin } from './use-new-login.ts'

interface Props {
  /** The code of the link that led here. */
  invite?: string | undefined
  onIn(signed: SignedIn): void
}

/** A new login on this server. */
export function SignUpForm({ invite, onIn }: Props) {
  const t = useText()
  const { busy, waiting, failed, submit } = useEntering('/api/sign-up', onIn)
  const taken = failed?.code === 'conflict' ? failed.sentence : null
  const { value, errors, change, check } = useNewLogin({ named: true, refused: taken })
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const checked = check()
    if (!checked) return focusWrong(event.currentTarget)
    void submit({ ...checked, ...(invite !== undefined && { invite }) })
  }
  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-4">
      <NewLoginFields value={value} errors={errors} named onChange={change} />
      {failed && !taken && <Notice>{failed.sentence}</Notice>}
      <Button type="submit" look="primary" busy={busy} disabled={waiting} className="h-9 pointer-coarse:h-11">
        {t('entry.signUp')}
      </Button>
    </form>
  )
}

'use client'
import { type SubmitEvent, useState } from 'react'
import type { SignedIn } from '../../contract/http.ts'
import { limits } from '../../contract/limits.ts'
import { Button } from '../ui/button.tsx'
import { focusWrong } from '../ui/focus-wrong.ts'
import { Notice } from '../ui/notice.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { useEntering } from './use-entering.ts'
import { useLoaded } from './use-loaded.ts'

/** Login and password of somebody who has them. */
export function SignInForm({ onIn }: { onIn(signed: SignedIn): void }) {
  const t = useText()
  const loaded = useLoaded()
  const { busy, waiting, failed, submit } = useEntering('/api/sign-in', onIn)
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const send = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setTried(true)
    if (!login.trim() || !password) return focusWrong(event.currentTarget)
    void submit({ login, password })
  }
  const wrong = failed?.code === 'credentials' ? failed.sentence : undefined
  return (
    <form method="post" onSubmit={send} noValidate className="flex flex-col gap-4">
      <TextField
        label={t('entry.login')}
        error={tried && !login.trim() ? t('entry.loginMissing') : undefined}
        name="username"
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        maxLength={64}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <PasswordField
        label={t('entry.password')}
        error={tried && !password ? t('entry.passwordMissing') : wrong}
        name="password"
        autoComplete="current-password"
        maxLength={limits.passwordLength}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {failed && !wrong && <Notice>{failed.sentence}</Notice>}
      <Button type="submit" look="primary" busy={busy} disabled={!loaded || waiting} className="h-9 pointer-coarse:h-11">
        {t('entry.signIn')}
      </Button>
    </form>
  )
}

'use client'
import { readServer } from '../entry/ask.ts'
import { NewLoginFields } from '../entry/new-login-fields.tsx'
import { useAsked } from '../entry/use-asked.ts'
import { useNewLogin } from '../entry/use-new-login.ts'
import { useSubmit } from '../shell/use-submit.ts'
import { Button } from '../ui/button.tsx'
import { focusWrong } from '../ui/focus-wrong.ts'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { useToast } from '../ui/toast.tsx'

/** Offered to guests of servers on which everybody may make a login. */
export function KeepAccount() {
  const { answer } = useAsked(readServer)
  return answer?.ok && answer.result.signUp === 'open' && <KeepAccountForm />
}

/** A guest takes a login and keeps everything. */
function KeepAccountForm() {
  const t = useText()
  const toast = useToast()
  const { busy, failure, submit } = useSubmit()
  const taken = failure?.code === 'conflict' ? t('entry.loginTaken') : null
  const { value, errors, change, check } = useNewLogin({ named: false, refused: taken })
  const keep = async (form: HTMLFormElement) => {
    const checked = check()
    if (!checked) return focusWrong(form)
    const answer = await submit('me.keep', { login: checked.login, password: checked.password })
    if (answer.ok) toast(t('settings.kept'))
  }
  return (
    <form
      noValidate
      aria-label={t('settings.keep')}
      onSubmit={(event) => {
        event.preventDefault()
        void keep(event.currentTarget)
      }}
      className="mt-2 flex flex-col gap-4 border-line border-t pt-5"
    >
      <div>
        <h4 className="font-semibold">{t('settings.keep')}</h4>
        <p className="text-ink-muted text-sm">{t('settings.keepHint')}</p>
      </div>
      <NewLoginFields value={value} errors={errors} named={false} onChange={change} />
      {failure && !taken && <Notice>{failure.message}</Notice>}
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {t('settings.keep')}
      </Button>
    </form>
  )
}

'use client'
import { useState } from 'react'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useText } from '../ui/text.tsx'
import { answersTo, type Form, missingIn } from './answers.ts'
import { LoginInput } from './login-field.tsx'
import type { Login } from './use-login.ts'

interface Props {
  form: Form
  login: Login
  onClose(): void
}

/** A step that asks for something. What was typed stays when the answers did not do. */
export function LoginForm({ form, login, onClose }: Props) {
  const t = useText()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [tried, setTried] = useState(false)
  const answers = answersTo(form, typed)
  const missing = missingIn(form, answers)
  const send = () => {
    setTried(true)
    if (missing.length === 0) void login.next(answers)
  }
  const plain = form.fields.filter((field) => !field.advanced)
  const advanced = form.fields.filter((field) => field.advanced)
  const draw = (field: Form['fields'][number]) => (
    <LoginInput
      key={field.id}
      field={field}
      value={answers[field.id] ?? ''}
      error={tried && missing.includes(field.id) ? t('accounts.fieldMissing') : undefined}
      onChange={(value) => setTyped({ ...typed, [field.id]: value })}
    />
  )
  return (
    <FormDialog
      title={form.title}
      action={t('entry.signIn')}
      busy={login.busy}
      failed={login.failed ?? (login.busy ? null : form.error)}
      onSubmit={send}
      onClose={onClose}
    >
      {plain.map(draw)}
      {advanced.length > 0 && (
        <details className="group flex flex-col gap-4" open={advanced.some(({ id }) => answers[id])}>
          <summary className="w-fit cursor-pointer rounded-sm text-accent-text text-sm">{t('common.more')}</summary>
          <div className="mt-3 flex flex-col gap-4">{advanced.map(draw)}</div>
        </details>
      )}
    </FormDialog>
  )
}

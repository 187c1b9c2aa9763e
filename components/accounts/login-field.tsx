'use client'
import type { LoginField } from '../../contract/login.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { Select } from '../ui/select.tsx'
import { Switch } from '../ui/switch.tsx'
import { TextField } from '../ui/text-field.tsx'

interface Props {
  field: LoginField
  value: string
  error: string | undefined
  onChange(value: string): void
}

const keyboards = { text: 'text', host: 'url', port: 'numeric' } as const

/** One input of a login form, drawn from its kind. */
export function LoginInput({ field, value, error, onChange }: Props) {
  const { kind, label, hint, choices = [] } = field
  const said = { label, ...(hint && { hint }), ...(error && { error }) }
  if (kind === 'switch') {
    return <Switch label={label} {...(hint && { hint })} on={value === 'true'} onChange={(on) => onChange(String(on))} />
  }
  if (kind === 'choice') return <Select {...said} value={value} choices={choices} onChoose={onChange} />
  if (kind === 'password') {
    return <PasswordField {...said} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />
  }
  return (
    <TextField
      {...said}
      inputMode={keyboards[kind]}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      dir={kind === 'text' ? 'auto' : 'ltr'}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

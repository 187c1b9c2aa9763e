'use client'
import { limits } from '../../contract/limits.ts'
import { PasswordField } from '../ui/password-field.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import type { NewLogin, NewLoginField } from './new-login.ts'

interface Props {
  value: NewLogin
  /** A sentence for each field that is not right. */
  errors: { readonly [Field in NewLoginField]?: string | undefined }
  /** Whether a name is asked for. */
  named: boolean
  onChange(value: NewLogin): void
}

/** What somebody chooses who gets a login. */
export function NewLoginFields({ value, errors, named, onChange }: Props) {
  const t = useText()
  return (
    <>
      {named && (
        <TextField
          label={t('entry.name')}
          hint={errors.name ? undefined : t('entry.nameHint')}
          error={errors.name}
          name="name"
          autoComplete="name"
          maxLength={64}
          value={value.name}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
      )}
      <TextField
        label={t('entry.login')}
        hint={errors.login ? undefined : t('entry.newLoginHint')}
        error={errors.login}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={64}
        value={value.login}
        onChange={(event) => onChange({ ...value, login: event.target.value })}
      />
      <PasswordField
        label={t('entry.password')}
        hint={errors.password ? undefined : t('entry.newPasswordHint', { count: limits.passwordMinimum })}
        error={errors.password}
        name="password"
        autoComplete="new-password"
        maxLength={limits.passwordLength}
        value={value.password}
        onChange={(event) => onChange({ ...value, password: event.target.value })}
      />
    </>
  )
}

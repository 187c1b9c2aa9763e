'use client'
import { useState } from 'react'
import { limits } from '../../contract/limits.ts'
import { useText } from '../ui/text.tsx'
import { emptyLogin, type NewLogin, type NewLoginField, wrongIn } from './new-login.ts'

interface Form {
  readonly value: NewLogin
  readonly errors: { readonly [Field in NewLoginField]?: string | undefined }
  change(value: NewLogin): void
  /** What may be sent, or null when something has to be mended first. */
  check(): NewLogin | null
}

/** The state behind the fields of a new login; complaints wait until the person thinks it is done. `refused`: the server says the login is taken. */
export function useNewLogin({ named, refused }: { named: boolean; refused: string | null }): Form {
  const t = useText()
  const [value, change] = useState<NewLogin>(emptyLogin)
  const [sent, setSent] = useState<NewLogin | null>(null)
  const wrong = sent ? wrongIn(value, named) : []
  const taken = sent?.login === value.login ? (refused ?? undefined) : undefined
  return {
    value,
    errors: {
      name: wrong.includes('name') ? t('entry.nameMissing') : undefined,
      login: wrong.includes('login') ? t('entry.loginForm') : taken,
      password: wrong.includes('password') ? t('entry.passwordShort', { count: limits.passwordMinimum }) : undefined,
    },
    change,
    check() {
      setSent(value)
      return wrongIn(value, named).length === 0 ? value : null
    },
  }
}

'use client'
import { useState } from 'react'
import { useText } from '../ui/text.tsx'
import { complaintsAbout, emptyLogin, type NewLogin, type NewLoginField } from './new-login.ts'

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
  const tried = sent !== null
  const complaints = tried ? complaintsAbout(value, named) : {}
  const taken = sent?.login === value.login ? (refused ?? undefined) : undefined
  return {
    value,
    errors: {
      login: complaints.login ? t(complaints.login) : taken,
      name: complaints.name && t(complaints.name),
      password: complaints.password && t(complaints.password),
    },
    change,
    check() {
      setSent(value)
      return Object.keys(complaintsAbout(value, named)).length === 0 ? value : null
    },
  }
}

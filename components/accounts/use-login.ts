'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { AccountId, LoginId } from '../../contract/ids.ts'
import type { LoginStep } from '../../contract/login.ts'
import { useSubmit } from '../shell/use-submit.ts'

export interface Login {
  /** What is asked next; null before anything was. */
  readonly step: LoginStep | null
  readonly busy: boolean
  readonly failed: string | null
  start(way: { network: string; flow: string; account?: AccountId }): Promise<void>
  next(answers: Readonly<Record<string, string>>): Promise<void>
}

/** The dialog in which an account is linked, step by step. Left half-way, it is cancelled. */
export function useLogin(): Login {
  const client = useClient()
  const { busy, failure, submit } = useSubmit()
  const [step, setStep] = useState<LoginStep | null>(null)
  const open = useRef<LoginId | null>(null)
  useEffect(
    () => () => {
      if (open.current) void client.command('login.cancel', { login: open.current })
      open.current = null
    },
    [client],
  )
  const show = useCallback((next: LoginStep) => {
    if (next.ask === 'done') open.current = null
    setStep(next)
  }, [])
  return {
    step,
    busy,
    failed: failure?.message ?? null,
    start: useCallback(
      async (way) => {
        const answer = await submit('login.start', way)
        if (!answer.ok) return
        open.current = answer.result.login
        show(answer.result.step)
      },
      [submit, show],
    ),
    next: useCallback(
      async (answers) => {
        if (!open.current) return
        const answer = await submit('login.next', { login: open.current, answers: { ...answers } })
        if (answer.ok) show(answer.result.step)
      },
      [submit, show],
    ),
  }
}

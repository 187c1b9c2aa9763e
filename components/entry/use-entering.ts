'use client'
import { useState } from 'react'
import type { ErrorCode, Failure } from '../../contract/errors.ts'
import type { RequestBody, SignedIn } from '../../contract/http.ts'
import { useText } from '../ui/text.tsx'
import { type EntryPath, enter } from './ask.ts'
import { sentenceOf } from './entry-failure.ts'
import { useCountdown } from './use-countdown.ts'

export interface Entering<Path extends EntryPath> {
  /** Under way, or already in and on the way to the page. */
  readonly busy: boolean
  /** The server wants no further try for some seconds yet. */
  readonly waiting: boolean
  readonly failed: { readonly code: ErrorCode; readonly sentence: string } | null
  submit(body: RequestBody<Path>): Promise<void>
}

/** One way in, as a form needs it. `onIn` is told when the browser is signed in. */
export function useEntering<Path extends EntryPath>(path: Path, onIn: (signed: SignedIn) => void): Entering<Path> {
  const t = useText()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ failure: Failure; until: number | null } | null>(null)
  const seconds = useCountdown(refused?.until ?? null)
  return {
    busy,
    waiting: seconds > 0,
    failed: refused && { code: refused.failure.code, sentence: sentenceOf(refused.failure, t, seconds) },
    async submit(body) {
      setBusy(true)
      const answer = await enter(path, body)
      if (answer.ok) return onIn(answer.result)
      const { retryAfterMs } = answer.error
      setRefused({ failure: answer.error, until: retryAfterMs === undefined ? null : Date.now() + retryAfterMs })
      setBusy(false)
    },
  }
}

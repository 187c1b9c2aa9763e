'use client'
import { useCallback, useEffect, useState } from 'react'
import type { Answer } from '../../contract/errors.ts'

/** What was read from the server: null while it is on its way. */
export interface Asked<Result> {
  readonly answer: Answer<Result> | null
  again(): void
}

/** Reads once when the page opens. `read` must not change between drawings. */
export function useAsked<Result>(read: () => Promise<Answer<Result>>): Asked<Result> {
  const [answer, setAnswer] = useState<Answer<Result> | null>(null)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round means reading again
  useEffect(() => {
    let current = true
    setAnswer(null)
    void read().then((read) => current && setAnswer(read))
    return () => {
      current = false
    }
  }, [read, round])
  return { answer, again: useCallback(() => setRound((count) => count + 1), []) }
}

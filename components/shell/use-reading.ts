'use client'
import { useEffect, useState } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { CommandName, Input, Output } from '../../contract/commands.ts'

export interface Reading<Result> {
  /** Null until the first answer; kept while it is read again. */
  readonly result: Result | null
  /** A sentence, when it could not be had. */
  readonly failed: string | null
  again(): void
}

/** What the server is asked for when it is looked at, because it is in no feed. Asked again when `input` or `rev` changes. */
export function useReading<Name extends CommandName>(name: Name, input: Input<Name>, rev = 0): Reading<Output<Name>> {
  const client = useClient()
  const [answer, setAnswer] = useState<Omit<Reading<Output<Name>>, 'again'>>({ result: null, failed: null })
  const [round, setRound] = useState(0)
  const asked = JSON.stringify(input)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the input; another round or rev means asking again
  useEffect(() => {
    let current = true
    void client.command(name, input).then((got) => {
      if (!current) return
      if (got.ok) setAnswer({ result: got.result, failed: null })
      else setAnswer(({ result }) => ({ result, failed: got.error.message }))
    })
    return () => {
      current = false
    }
  }, [client, name, asked, round, rev])
  return { ...answer, again: () => setRound((count) => count + 1) }
}

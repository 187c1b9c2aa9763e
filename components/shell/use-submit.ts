'use client'
import { useCallback, useState } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { CommandName, Input, Output } from '../../contract/commands.ts'
import type { Answer, Failure } from '../../contract/errors.ts'

interface Submit {
  readonly busy: boolean
  /** Of the last try, until the next one. */
  readonly failure: Failure | null
  submit<Name extends CommandName>(name: Name, input: Input<Name>): Promise<Answer<Output<Name>>>
}

/** Runs a command for a form, which shows for itself that it is busy and what went wrong. */
export function useSubmit(): Submit {
  const client = useClient()
  const [running, setRunning] = useState(0)
  const [failure, setFailure] = useState<Failure | null>(null)
  const submit = useCallback<Submit['submit']>(
    async (name, input) => {
      setFailure(null)
      setRunning((count) => count + 1)
      const answer = await client.command(name, input)
      setRunning((count) => count - 1)
      if (!answer.ok) setFailure(answer.error)
      return answer
    },
    [client],
  )
  return { busy: running > 0, failure, submit }
}

'use client'
import { useCallback } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { CommandName, Input, Output } from '../../contract/commands.ts'
import type { Answer } from '../../contract/errors.ts'
import { useToast } from '../ui/toast.tsx'

type Run = <Name extends CommandName>(name: Name, input: Input<Name>) => Promise<Answer<Output<Name>>>

/** Runs a command for a button that has no place of its own for an error: a refusal is said in a toast. */
export function useCommand(): Run {
  const client = useClient()
  const toast = useToast()
  return useCallback<Run>(
    async (name, input) => {
      const answer = await client.command(name, input)
      if (!answer.ok) toast(answer.error.message, 'danger')
      return answer
    },
    [client, toast],
  )
}

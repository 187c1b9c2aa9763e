'use client'
import { useCallback } from 'react'
import type { AccountId } from '../../contract/ids.ts'
import { useNavigation } from './navigation.tsx'
import { useCommand } from './use-command.ts'

/** Opens the direct chat with an address, on screen too. */
export function useChat() {
  const run = useCommand()
  const { show } = useNavigation()
  return useCallback(
    async (account: AccountId, address: string) => {
      const answer = await run('conversation.start', { account, address })
      if (answer.ok) show(answer.result.conversation)
    },
    [run, show],
  )
}

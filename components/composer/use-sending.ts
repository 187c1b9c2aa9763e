'use client'
import { useAccountOf, useClient, useStretch } from '../../client/hooks.ts'
import type { Conversation, Message } from '../../contract/entities.ts'
import { useComposing } from '../conversation/composing.tsx'
import { useCommand } from '../shell/use-command.ts'

/** What "send" means in each mode. */
export function useSending({ id }: Conversation) {
  const client = useClient()
  const run = useCommand()
  const { mode, cancel } = useComposing()
  return async (text: string): Promise<boolean> => {
    if (mode.kind === 'edit') {
      const same = text === mode.message.text
      const answer = same ? { ok: true } : await run('message.edit', { message: mode.message.id, text })
      if (answer.ok) cancel()
      return answer.ok
    }
    client.send(id, text, mode.kind === 'reply' ? mode.message.id : undefined)
    cancel()
    return true
  }
}

/** The newest own message that can be edited, for the arrow up in an empty field. */
export function useLastOwn({ id }: Conversation): () => Message | null {
  const { state } = useClient()
  const { order } = useStretch(id)
  const me = useAccountOf(id)?.me
  return () => {
    const { messages } = state.get()
    const own = order.findLast((message) => {
      const found = messages[message]
      return found?.from === me && found?.state === 'sent' && !found.deleted && found.kind !== 'notice'
    })
    return (own && messages[own]) ?? null
  }
}

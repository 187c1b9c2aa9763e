import type { Message } from '../contract/entities.ts'
import type { State } from './client.ts'
import type { Entry } from './shelf.ts'

/** How an entry of the outbox looks on screen; null as long as it is not known where it belongs. */
export function localMessage(entry: Entry, state: State): Message | null {
  const conversation = state.conversations[entry.conversation]
  const account = conversation && state.accounts[conversation.account]
  if (!account) return null
  const { id, text, at, failure } = entry
  const action = text.startsWith('/me ')
  return {
    id,
    conversation: entry.conversation,
    from: account.me,
    name: account.name,
    at,
    kind: action ? 'action' : 'text',
    text: action ? text.slice('/me '.length) : text,
    replyTo: quoted(entry, state),
    editedAt: null,
    deleted: false,
    state: failure ? 'failed' : 'queued',
    error: failure,
    reactions: [],
  }
}

function quoted({ replyTo }: Entry, state: State): Message['replyTo'] {
  const message = replyTo && state.messages[replyTo]
  return message ? { id: message.id, name: message.name, text: message.text } : null
}

/** When to say a new message was written: after everything that is on screen, even where this computer's clock is behind. */
export function timeOfNext(state: State, conversation: Entry['conversation']): number {
  const newest = state.stretches[conversation]?.order.at(-1)
  const last = newest && state.messages[newest]
  return Math.max(Date.now(), (last?.at ?? 0) + 1)
}

import type { ConversationId, MessageId } from '../../../contract/ids.ts'
import type { MessageStore, QueuedMessage, SendResult } from '../../db/store.ts'

type State = SendResult['state'] | 'sending'

/** As much of the message store as an outbox uses; a message's first letter is its conversation. */
export class TrialMessages implements Pick<MessageStore, 'queued' | 'sending' | 'finish'> {
  readonly states = new Map<MessageId, State>()
  readonly #messages: QueuedMessage[] = []
  /** What writing is answered with, and what reading. */
  refusal: Error | null = null
  unreadable: Error | null = null
  /** The database goes away in the middle of writing. */
  unwritable: Error | null = null

  queue(name: string): void {
    const conversation = name.charAt(0) as ConversationId
    this.#messages.push({
      id: name as MessageId,
      conversation,
      conversationKey: `key ${conversation}` as never,
      kind: 'text',
      text: name,
      replyTo: null,
    })
    this.states.set(name as MessageId, 'queued')
  }
  async queued({ most }: { most: number }) {
    if (this.unreadable) throw this.unreadable
    return this.#messages.filter(({ id }) => this.states.get(id) === 'queued').slice(0, most)
  }
  async sending({ message }: { message: MessageId }) {
    if (this.refusal) throw this.refusal
    if (this.states.get(message) !== 'queued') return false
    this.states.set(message, 'sending')
    // Stored, but the answer is lost with the connection.
    if (this.unwritable) throw this.unwritable
    return true
  }
  async finish({ message, result }: { message: MessageId; result: SendResult }) {
    if (this.unwritable) throw this.unwritable
    if (this.states.get(message) === 'sending') this.states.set(message, result.state)
  }
}

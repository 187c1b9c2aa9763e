import type { CommandName, Input, Output } from '../contract/commands.ts'
import type { Account, Contact, Conversation, Me, Message, NetworkInfo } from '../contract/entities.ts'
import type { Answer } from '../contract/errors.ts'
import type { AccountId, ContactId, ConversationId, MessageId, PersonId } from '../contract/ids.ts'
import type { LinkState } from '../contract/sync.ts'

/** `loading`: nothing to show yet. `offline`: showing what was, trying to come back. `signed-out` and `update` are final. */
export type Phase = 'loading' | 'online' | 'offline' | 'signed-out' | 'update'

/** The loaded stretch of a conversation, always up to the newest message. */
export interface Stretch {
  /** Oldest first, by (at, id). */
  readonly order: readonly MessageId[]
  /** There is nothing older. */
  readonly start: boolean
  readonly loading: boolean
  /** A sentence, when the last page could not be had. */
  readonly failed: string | null
}

/** Everything the screen is drawn from. Immutable: what did not change keeps its identity. */
export interface State {
  readonly phase: Phase
  readonly me: Me | null
  readonly networks: Readonly<Record<string, NetworkInfo>>
  readonly accounts: Readonly<Record<AccountId, Account>>
  readonly contacts: Readonly<Record<ContactId, Contact>>
  readonly conversations: Readonly<Record<ConversationId, Conversation>>
  readonly messages: Readonly<Record<MessageId, Message>>
  readonly stretches: Readonly<Record<ConversationId, Stretch>>
  readonly links: Readonly<Record<AccountId, { readonly state: LinkState; readonly until: number | null }>>
  readonly presence: Readonly<Record<PersonId, { readonly show: 'online' | 'away' | 'busy' | 'offline'; readonly text: string }>>
  readonly typing: Readonly<Record<ConversationId, readonly { readonly person: PersonId; readonly name: string }[]>>
  /** Raised when the members of a room changed: whoever shows them asks again. */
  readonly memberRevs: Readonly<Record<ConversationId, number>>
}

/** What the screen can do. No promise here ever rejects. */
export interface Client {
  readonly state: { get(): State; subscribe(listener: () => void): () => void }
  /** Any command; not connected or no answer in time is an `offline` or `timeout` failure. */
  command<Name extends CommandName>(name: Name, input: Input<Name>): Promise<Answer<Output<Name>>>
  /** Puts a message on screen at once and in the outbox; it is sent when it can be. Returns its id. */
  send(conversation: ConversationId, text: string, replyTo?: MessageId): MessageId
  /** Again, for a message whose state is failed or unsure, or that the outbox still holds. */
  retry(message: MessageId): Promise<Answer<null>>
  discard(message: MessageId): Promise<Answer<null>>
  /** Loads the newest page, if it is not there yet, and keeps the conversation fresh until `close`. */
  open(conversation: ConversationId): void
  close(conversation: ConversationId): void
  loadOlder(conversation: ConversationId): Promise<void>
  /** The reader has seen everything up to the newest message; coalesced, sent at most once a second. */
  read(conversation: ConversationId): void
  /** Called on every key; sends "typing" and "stopped" when they are due. */
  typing(conversation: ConversationId, text: string): void
  /** Saved on the server some 500 ms after the last key, and at once when `now`. */
  draft(conversation: ConversationId, text: string, now?: boolean): void
  signOut(): Promise<void>
  /** Ends the connection and stops all timers. */
  destroy(): void
}

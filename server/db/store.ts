import type { Account, BrowserSession, Contact, Conversation, Me, Message, Role, Settings, Show } from '../../contract/entities.ts'
import type { Failure } from '../../contract/errors.ts'
import type {
  AccountId,
  ContactId,
  ConversationId,
  FeedName,
  InviteId,
  MessageId,
  PersonId,
  SessionId,
  UserId,
} from '../../contract/ids.ts'
import type { Change, Pulled } from '../../contract/sync.ts'
import type { ConversationKey, Cursor, MessageKey, NetworkEvent, PersonKey } from '../networks/network.ts'

/**
 * Everything that is kept, as named operations on plain data. An operation is one transaction: all of it is stored when its
 * promise resolves, or nothing. Where it can say no it rejects with `Refused` (`not-found` for what is not the caller's,
 * `full` when the disk is); anything else it rejects with is a bug. Times are ms since 1970 and always come from the caller.
 * On SQLite the operations run inside the worker that owns the file, on PostgreSQL in this thread: the same code.
 */
export interface Store {
  readonly users: UserStore
  readonly accounts: AccountStore
  readonly ingest: IngestStore
  readonly messages: MessageStore
  readonly conversations: ConversationStore
  readonly feeds: FeedStore
  readonly invites: InviteStore
  readonly house: HouseStore
  /** The doorbell: these feeds got news, after the commit. Returns the way to stop listening. */
  onNews(listener: (feeds: readonly FeedName[]) => void): () => void
  /** Rejects with the reason when the database cannot be used at the moment. */
  ready(): Promise<void>
  close(): Promise<void>
}

export interface NewUser {
  readonly id: UserId
  /** null for guests. */
  readonly login: string | null
  readonly name: string
  readonly passwordHash: string | null
  readonly admin: boolean
  readonly settings: Settings
  /** The account on the home network that every user has; his person there has the user's id as key and as person id. */
  readonly home: { readonly account: AccountId; readonly network: string; readonly address: string }
  readonly at: number
}
export interface Signed {
  readonly session: SessionId
  readonly user: UserId
  readonly guest: boolean
  readonly admin: boolean
  readonly seenAt: number
}

export interface UserStore {
  /** Refused `conflict` when the login is taken. */
  add(user: NewUser): Promise<void>
  get(args: { user: UserId }): Promise<Me>
  byLogin(args: { login: string }): Promise<{ user: UserId; passwordHash: string } | null>
  update(args: { user: UserId; name?: string; settings?: Partial<Settings>; show?: Show; status?: string }): Promise<void>
  /** Makes a guest a user with a login, which becomes his address on the home network; chats stay. Refused `conflict` when taken, `forbidden` when not a guest. */
  keep(args: { user: UserId; login: string; passwordHash: string }): Promise<void>
  /**
   * Removes guests without a session used since, with all that was theirs alone; returns them. What they said to others stays,
   * and so does the name under which they said it.
   */
  removeGuests(args: { before: number }): Promise<readonly UserId[]>
  /** Is there an admin already? */
  claimed(): Promise<boolean>
  addSession(args: { id: SessionId; user: UserId; tokenHash: string; agent: string; at: number }): Promise<void>
  session(args: { tokenHash: string }): Promise<Signed | null>
  touchSession(args: { session: SessionId; at: number }): Promise<void>
  sessions(args: { user: UserId }): Promise<readonly Omit<BrowserSession, 'current'>[]>
  removeSession(args: { user: UserId; session: SessionId }): Promise<void>
  /** Removes everybody's browser sessions that were not seen since; returns how many. */
  removeSessions(args: { before: number }): Promise<number>
}

/** An account with what only the server may know. */
export interface OwnedAccount {
  readonly id: AccountId
  readonly user: UserId
  readonly network: string
  readonly address: string
  readonly settings: Readonly<Record<string, string>>
  readonly secret: string
  readonly checkpoint: string | null
  readonly me: { readonly id: PersonId; readonly key: PersonKey; readonly name: string; readonly address: string }
  readonly enabled: boolean
  readonly needs: Account['needs']
}
export interface Lease {
  readonly account: AccountId
  readonly epoch: number
}

export interface AccountStore {
  /** Refused `conflict` when this user has linked this address already. `secret` is encrypted before it is stored. */
  add(args: {
    id: AccountId
    user: UserId
    network: string
    address: string
    settings: Readonly<Record<string, string>>
    secret: string
    me: { key: PersonKey; name: string; address: string }
    at: number
  }): Promise<void>
  /** New credentials for an existing account; clears `needs` and keeps everything else. */
  relink(args: { account: AccountId; user: UserId; settings: Readonly<Record<string, string>>; secret: string }): Promise<void>
  get(args: { account: AccountId }): Promise<OwnedAccount | null>
  of(args: { user: UserId }): Promise<readonly Account[]>
  /** Switching on also clears `needs`: the person wants another try. */
  enable(args: { account: AccountId; user: UserId; on: boolean }): Promise<void>
  /** With all its contacts, conversations and messages. The home account cannot be removed. */
  remove(args: { account: AccountId; user: UserId }): Promise<void>
  needs(args: { account: AccountId; epoch: number; needs: Account['needs'] }): Promise<void>
  /**
   * Takes every enabled account without `needs` that is free (or whose lease ran out before `at`) and is either on one of
   * `networks` or named in `accounts`. Each claim raises the epoch: what the former owner still writes is refused.
   */
  claim(args: {
    node: string
    at: number
    forMs: number
    networks: readonly string[]
    accounts: readonly AccountId[]
    most: number
  }): Promise<readonly Lease[]>
  /** Prolongs all leases of a node; returns those it still has. */
  renew(args: { node: string; at: number; forMs: number }): Promise<readonly Lease[]>
  release(args: { node: string; accounts: readonly AccountId[] }): Promise<void>
}

export interface IngestStore {
  /**
   * One batch of a network: fence, deduplicate, rows, revs, changes, checkpoint; one transaction (rules N3–N9).
   * `epoch` null: a shared network delivers into an account it does not hold. Refused `elsewhere` when the epoch is stale.
   */
  apply(args: { account: AccountId; epoch: number | null; events: readonly NetworkEvent[]; checkpoint?: string; at: number }): Promise<void>
  /** The ids behind keys, for hints; unknown keys are left out. */
  ids(args: {
    account: AccountId
    conversations: readonly ConversationKey[]
    people: readonly PersonKey[]
  }): Promise<{ conversations: Readonly<Record<string, ConversationId>>; people: Readonly<Record<string, PersonId>> }>
}

export interface QueuedMessage {
  readonly id: MessageId
  readonly conversation: ConversationId
  readonly conversationKey: ConversationKey
  readonly kind: 'text' | 'action'
  readonly text: string
  readonly replyTo: { readonly key: MessageKey; readonly from: PersonKey; readonly text: string } | null
}
export type SendResult =
  | { state: 'sent'; keys: readonly MessageKey[]; at: number }
  | { state: 'failed' | 'unsure'; error: Failure }
  /** Back in the queue: it surely did not leave. */
  | { state: 'queued' }
export interface MessageTarget {
  readonly account: AccountId
  readonly conversation: ConversationId
  readonly conversationKey: ConversationKey
  /** Null while the network has not named it yet. */
  readonly key: MessageKey | null
  readonly mine: boolean
  readonly state: Message['state']
  readonly deleted: boolean
  /** This user's role in the conversation. */
  readonly role: Role
  /** What this user has put on it. */
  readonly emojis: readonly string[]
}
export interface Versioned<Entity> {
  readonly rev: number
  readonly entity: Entity
}

export interface MessageStore {
  /** Stores it as `queued`. The same id again from the same user into the same conversation is answered with what is there; else Refused `conflict`. */
  queue(args: {
    user: UserId
    id: MessageId
    conversation: ConversationId
    kind: 'text' | 'action'
    text: string
    replyTo?: MessageId
    at: number
  }): Promise<Versioned<Message> & { account: AccountId }>
  /** Queued messages of an account, oldest first. */
  queued(args: { account: AccountId; most: number }): Promise<readonly QueuedMessage[]>
  /** queued → sending; false when it is no longer queued. Refused `elsewhere` when the epoch is stale. */
  sending(args: { account: AccountId; epoch: number; message: MessageId }): Promise<boolean>
  /** sending → what came of it. A message that an echo has already marked `sent` stays so. */
  finish(args: { account: AccountId; epoch: number; message: MessageId; result: SendResult }): Promise<void>
  /** Whatever is still `sending` under an older epoch becomes `unsure` (or `queued` again when a repeat is harmless). */
  settle(args: { account: AccountId; epoch: number; safeResend: boolean; error: Failure }): Promise<void>
  retry(args: { user: UserId; message: MessageId; at: number }): Promise<{ account: AccountId }>
  discard(args: { user: UserId; message: MessageId }): Promise<void>
  target(args: { user: UserId; message: MessageId }): Promise<MessageTarget>
  page(args: {
    user: UserId
    conversation: ConversationId
    before?: MessageId
    limit: number
  }): Promise<{ messages: readonly Versioned<Message>[]; start: boolean }>
}

export interface ConversationPlace {
  readonly account: AccountId
  readonly key: ConversationKey
  readonly kind: 'direct' | 'room'
  readonly state: Conversation['state']
  readonly role: Role
  readonly person: PersonId | null
  readonly abilities: Conversation['abilities']
}
export interface ConversationStore {
  place(args: { user: UserId; conversation: ConversationId }): Promise<ConversationPlace>
  byKey(args: { account: AccountId; key: ConversationKey }): Promise<ConversationId>
  set(args: { user: UserId; conversation: ConversationId; muted?: boolean; pinned?: boolean; archived?: boolean }): Promise<void>
  draft(args: { user: UserId; conversation: ConversationId; text: string }): Promise<void>
  /** Moves this user's watermark forward; null when it was there already. `key`: the message's steadiest key. `mine` messages move nothing. */
  receipt(args: {
    user: UserId
    conversation: ConversationId
    message: MessageId
    kind: 'delivered' | 'read'
  }): Promise<{ account: AccountId; conversationKey: ConversationKey; key: MessageKey | null } | null>
  /** Drops a conversation the user has left from his list; one he is banned from is archived, so that the ban stays. */
  forget(args: { user: UserId; conversation: ConversationId }): Promise<void>
  contact(args: { user: UserId; contact: ContactId }): Promise<Contact & { key: PersonKey }>
  /** The key of a person this user may know: on his list or in a conversation of his. */
  person(args: { user: UserId; account: AccountId; person: PersonId }): Promise<{ key: PersonKey }>
  /** What a network's members are in this user's eyes: ids minted where they were missing. */
  people(args: {
    account: AccountId
    people: readonly { key: PersonKey; name: string; address: string }[]
  }): Promise<readonly { id: PersonId; avatar: string | null }[]>
  /** How far back this copy of a bridged conversation reaches. */
  history(args: { conversation: ConversationId }): Promise<{ cursor: Cursor | null; complete: boolean }>
  historyReached(args: { conversation: ConversationId; cursor: Cursor | null; complete: boolean }): Promise<void>
  avatar(args: { id: string }): Promise<{ type: string; bytes: Uint8Array } | null>
}

export interface FeedStore {
  /** The feeds a user reads, with their heads. */
  heads(args: { user: UserId }): Promise<Readonly<Record<FeedName, number>>>
  /** Everything but messages, with cursors read in the same transaction. */
  snapshot(args: { user: UserId }): Promise<{ cursors: Readonly<Record<FeedName, number>>; changes: readonly Change[] }>
  /** What changed in a feed after `from`, as this user sees it. Refused `not-found` for a feed that is not his. */
  changes(args: { user: UserId; feed: FeedName; from: number; limit: number }): Promise<Pulled>
  /** Forgets changes of messages older than `before` and raises the floor; returns how many rows went. */
  prune(args: { before: number; most: number }): Promise<number>
}

export interface Invite {
  readonly id: InviteId
  readonly code: string
  readonly user: UserId
  readonly conversation: ConversationId | null
  readonly title: string
  readonly createdAt: number
  readonly expiresAt: number | null
  readonly uses: number
}
export interface InviteStore {
  add(args: {
    id: InviteId
    code: string
    user: UserId
    conversation: ConversationId | null
    at: number
    expiresAt: number | null
  }): Promise<Invite>
  of(args: { user: UserId; at: number }): Promise<readonly Invite[]>
  revoke(args: { user: UserId; invite: InviteId }): Promise<void>
  /** null when unknown, revoked or expired. */
  get(args: { code: string; at: number }): Promise<
    | (Invite & {
        readonly from: { readonly name: string; readonly login: string | null }
        readonly conversationKey: ConversationKey | null
      })
    | null
  >
  used(args: { invite: InviteId }): Promise<void>
}

/** What the house network must know of its own people and rooms. */
export interface HousePerson {
  readonly key: PersonKey
  readonly account: AccountId
  readonly name: string
  readonly address: string
  readonly guest: boolean
  /** What he chose in his settings. */
  readonly language: Settings['language']
}
export interface HouseMember {
  readonly person: PersonKey
  readonly name: string
  readonly address: string
  readonly role: Role
  readonly state: Conversation['state']
}
export interface HouseRoom {
  readonly key: ConversationKey
  readonly kind: 'direct' | 'room'
  readonly title: string
  readonly topic: string
  readonly public: boolean
  readonly address: string
  /** Everyone with a standing in it, who came first first. */
  readonly members: readonly HouseMember[]
}
export interface HouseStore {
  person(args: { key: PersonKey }): Promise<HousePerson | null>
  byAddress(args: { address: string }): Promise<HousePerson | null>
  find(args: { text: string; most: number }): Promise<readonly HousePerson[]>
  /** How `person` lists `other`: null when not on the list. */
  relation(args: {
    person: PersonKey
    other: PersonKey
  }): Promise<{ state: Contact['state']; blocked: boolean; groups: readonly string[]; name: string } | null>
  /** Everybody who has `person` on the list with state `both`, unless one of the two blocks the other. */
  watchers(args: { person: PersonKey }): Promise<readonly PersonKey[]>
  room(args: { key: ConversationKey }): Promise<HouseRoom | null>
  /** How one person stands in a conversation, without reading all the others: asked for each message. */
  member(args: { key: ConversationKey; person: PersonKey }): Promise<HouseMember | null>
  byRoomAddress(args: { address: string }): Promise<HouseRoom | null>
  /** Public rooms by address; `after` is the last address of the page before. `people`: joined members. */
  rooms(args: {
    search: string
    after: string | null
    most: number
  }): Promise<readonly { key: ConversationKey; address: string; name: string; topic: string; people: number }[]>
}

import type { Conversation, Message, Role, Show } from '../../contract/entities.ts'
import type { AccountId, ContactId, ConversationId, InviteId, MessageId, PersonId, SessionId, UserId } from '../../contract/ids.ts'
import type { Kind } from '../../contract/sync.ts'
import type { ConversationKey, Cursor, MessageKey, PersonKey } from '../networks/network.ts'

/** 0 or 1: SQLite has no booleans. */
export type Flag = 0 | 1
export const flag = (on: boolean): Flag => (on ? 1 : 0)

/** Times are ms, flags 0/1, what is called JSON is text. `rev` is the entity's version as readers see it (S4). */
export interface Tables {
  users: UserRow
  sessions: { id: SessionId; user: UserId; token_hash: string; agent: string; created_at: number; seen_at: number }
  people: PersonRow
  accounts: AccountRow
  contacts: ContactRow
  conversations: ConversationRow
  memberships: MembershipRow
  messages: MessageRow
  /** Every name a network has for a message; the lowest rank is the steadiest (N5). */
  message_keys: { conversation: ConversationId; key: MessageKey; message: MessageId; rank: number }
  reactions: { message: MessageId; person: PersonId; emoji: string; at: number }
  /** How far others have got, as they chose to tell. 0 and '' stand for "nothing yet", so that pairs compare. */
  watermarks: { conversation: ConversationId; person: PersonId } & Marks
  avatars: { hash: string; type: string; bytes: Uint8Array }
  changes: { feed: string; kind: Kind; entity: string; seq: number; at: number }
  feeds: { feed: string; head: number; floor: number }
  invites: {
    id: InviteId
    code: string
    user: UserId
    conversation: ConversationId | null
    created_at: number
    expires_at: number | null
    uses: number
  }
}

export interface UserRow {
  id: UserId
  login: string | null
  name: string
  password_hash: string | null
  admin: Flag
  /** JSON: Settings. */
  settings: string
  show: Show
  status: string
  seen_at: number
  rev: number
}

export interface PersonRow {
  id: PersonId
  /** Whose eyes see this person: an account's id, or the id of a network that is shared (N16). */
  scope: string
  key: PersonKey
  name: string
  address: string
  avatar: string | null
  /** The user behind a person of a shared network. */
  user: UserId | null
}

export interface AccountRow {
  id: AccountId
  user: UserId
  network: string
  /** Where its people and conversations live: its own id, or the network's when that is shared. */
  scope: string
  address: string
  /** JSON. */
  settings: string
  secret: string
  /** Which key sealed the secret; '' when there is no secret. */
  secret_key: string
  person: PersonId
  checkpoint: string | null
  enabled: Flag
  /** JSON: Account['needs']. */
  needs: string | null
  node: string | null
  epoch: number
  until: number
  rev: number
}

export interface ContactRow {
  id: ContactId
  account: AccountId
  person: PersonId
  /** The name on the list; '' where the person's own is used. */
  name: string
  /** JSON: string[]. */
  groups: string
  state: 'both' | 'asked' | 'asks' | 'none'
  blocked: Flag
  gone: Flag
  rev: number
}

export interface ConversationRow {
  id: ConversationId
  scope: string
  key: ConversationKey
  kind: 'direct' | 'room'
  /** Stored once for everybody, not once per account. */
  shared: Flag
  title: string
  topic: string
  public: Flag
  address: string
  /** JSON: Partial<Abilities>. */
  abilities: string | null
  /** The newest message that everybody may see, and its time (0 without one). */
  last: MessageId | null
  last_at: number
  /** Joined members, where they are known. */
  members: number
  /** Its changes go to a feed of its own (S5). Never switched back. */
  own_feed: Flag
  history_cursor: Cursor | null
  history_complete: Flag
  rev: number
}

/** How far someone has got: time and id of a message, or 0 and ''. */
export interface Marks {
  delivered_at: number
  delivered_id: string
  read_at: number
  read_id: string
}

export interface MembershipRow extends Marks {
  conversation: ConversationId
  person: PersonId
  /** Set for users of this server: who sees the conversation, through which account. */
  user: UserId | null
  account: AccountId | null
  /** The other one in a direct chat. */
  other: PersonId | null
  /** `none`: dropped from the list. */
  state: Conversation['state'] | 'none'
  role: Role
  /** When he came in, the last time; never the same twice. */
  since: number
  draft: string
  muted: Flag
  pinned: Flag
  archived: Flag
  /** JSON, what the conversation looked like when he left it: he does not see what came later (S7). */
  frozen: string | null
  rev: number
}

export interface MessageRow {
  id: MessageId
  conversation: ConversationId
  author: PersonId
  name: string
  at: number
  kind: Message['kind']
  text: string
  reply: MessageId | null
  /** JSON: name and text of the message replied to, as they were then. */
  quote: string | null
  edited_at: number | null
  deleted: Flag
  state: Message['state']
  /** JSON: Failure. */
  error: string | null
  /** Set for what this server sends, and the lease under which it was handed to the network. */
  account: AccountId | null
  epoch: number
  /** Taken back before it went out. */
  gone: Flag
  rev: number
}

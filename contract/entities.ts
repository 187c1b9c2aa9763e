import { z } from 'zod'
import { Abilities } from './abilities.ts'
import { errorCodes } from './errors.ts'
import { AccountId, ContactId, ConversationId, MessageId, PersonId, SessionId, UserId } from './ids.ts'
import { LoginFlow } from './login.ts'

/** Milliseconds since 1970, by the server's clock. */
const Time = z.int()

const Failure = z.object({ code: z.enum(errorCodes), message: z.string(), retryAfterMs: z.int().nonnegative().optional() })

export const Show = z.enum(['online', 'away', 'busy', 'hidden'])
export type Show = z.infer<typeof Show>

export const Settings = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'de']),
  /** Others see what this user has read. */
  sendReceipts: z.boolean(),
  sendTyping: z.boolean(),
  sound: z.boolean(),
  desktop: z.boolean(),
  /** Enter sends; otherwise Ctrl or ⌘ with Enter does. */
  enterSends: z.boolean(),
})
export type Settings = z.infer<typeof Settings>

/** The signed-in user. Kind `me`: one per user feed. */
export const Me = z.object({
  id: UserId,
  /** null for guests, who have nothing to sign in with. */
  login: z.string().nullable(),
  name: z.string(),
  guest: z.boolean(),
  admin: z.boolean(),
  avatar: z.string().nullable(),
  show: Show,
  status: z.string(),
  settings: Settings,
})
export type Me = z.infer<typeof Me>

/** Why an account cannot go on by itself, and which button mends it. */
export const Needs = z.object({ action: z.enum(['login', 'retry']), error: Failure })
export type Needs = z.infer<typeof Needs>

/** One login on one network. */
export const Account = z.object({
  id: AccountId,
  network: z.string(),
  /** As people write it: `alice@example.org`. */
  address: z.string(),
  name: z.string(),
  /** Who this user is there: a message is "mine" when its `from` is this. */
  me: PersonId,
  enabled: z.boolean(),
  needs: Needs.nullable(),
})
export type Account = z.infer<typeof Account>

export const Contact = z.object({
  id: ContactId,
  account: AccountId,
  person: PersonId,
  address: z.string(),
  name: z.string(),
  /** Path of the picture on this server, null if there is none. */
  avatar: z.string().nullable(),
  groups: z.array(z.string()),
  /** `asked`: we asked, no answer yet. `asks`: they want to be added. `none`: on the list without a subscription. */
  state: z.enum(['both', 'asked', 'asks', 'none']),
  blocked: z.boolean(),
})
export type Contact = z.infer<typeof Contact>

export const Role = z.enum(['owner', 'admin', 'voice', 'member'])
export type Role = z.infer<typeof Role>

/** How far someone has got in a conversation: times of the last message delivered to and read by him. */
export const Watermark = z.object({ person: PersonId, deliveredAt: Time.nullable(), readAt: Time.nullable() })
export type Watermark = z.infer<typeof Watermark>

/** A conversation as one user sees it. */
export const Conversation = z.object({
  id: ConversationId,
  account: AccountId,
  kind: z.enum(['direct', 'room']),
  title: z.string(),
  topic: z.string(),
  address: z.string(),
  avatar: z.string().nullable(),
  /** The other one in a direct chat. */
  person: PersonId.nullable(),
  state: z.enum(['joined', 'invited', 'left', 'removed', 'banned']),
  role: Role,
  /** When he came in, the last time. It is another one when he has left and come back: what was said meanwhile is in no feed of his (S7). */
  since: Time,
  /** Rooms only: anyone may find and join it. */
  public: z.boolean(),
  members: z.int().nonnegative(),
  last: z.object({ id: MessageId, at: Time, from: PersonId, name: z.string(), text: z.string(), deleted: z.boolean() }).nullable(),
  /** Messages of others after `readAt`; counting stops at 100. */
  unread: z.int().nonnegative(),
  readAt: Time.nullable(),
  draft: z.string(),
  muted: z.boolean(),
  pinned: z.boolean(),
  archived: z.boolean(),
  /** Of the others; empty in large rooms. */
  watermarks: z.array(Watermark),
  /** What differs here from the network's abilities. */
  abilities: Abilities.partial().nullable(),
})
export type Conversation = z.infer<typeof Conversation>

export const Message = z.object({
  id: MessageId,
  conversation: ConversationId,
  from: PersonId,
  /** The author's name when it was written. */
  name: z.string(),
  at: Time,
  /** `action` is a /me line, `notice` comes from the network or Parley itself. */
  kind: z.enum(['text', 'action', 'notice']),
  text: z.string(),
  replyTo: z.object({ id: MessageId, name: z.string(), text: z.string() }).nullable(),
  editedAt: Time.nullable(),
  deleted: z.boolean(),
  /** `unsure`: it may or may not have arrived, the person decides whether to repeat it. */
  state: z.enum(['queued', 'sending', 'sent', 'failed', 'unsure']),
  error: Failure.nullable(),
  reactions: z.array(z.object({ emoji: z.string(), people: z.array(PersonId) })),
})
export type Message = z.infer<typeof Message>

/** Someone in a room. Asked for when needed, never part of a feed. */
export const Member = z.object({
  person: PersonId,
  name: z.string(),
  address: z.string(),
  avatar: z.string().nullable(),
  role: Role,
  banned: z.boolean(),
})
export type Member = z.infer<typeof Member>

export const Person = z.object({ id: PersonId.nullable(), name: z.string(), address: z.string(), avatar: z.string().nullable() })
export type Person = z.infer<typeof Person>

export const RoomListing = z.object({ address: z.string(), name: z.string(), topic: z.string(), people: z.int() })
export type RoomListing = z.infer<typeof RoomListing>

/** A place where this user is signed in. */
export const BrowserSession = z.object({ id: SessionId, agent: z.string(), createdAt: Time, seenAt: Time, current: z.boolean() })
export type BrowserSession = z.infer<typeof BrowserSession>

/** A network this server offers; static while the server runs. */
export const NetworkInfo = z.object({
  id: z.string(),
  name: z.string(),
  mark: z.string(),
  abilities: Abilities,
  logins: z.array(LoginFlow),
})
export type NetworkInfo = z.infer<typeof NetworkInfo>

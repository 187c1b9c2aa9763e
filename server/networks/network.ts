import type { Abilities } from '../../contract/abilities.ts'
import type { Role, Show } from '../../contract/entities.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { AccountId } from '../../contract/ids.ts'
import type { LoginField, LoginFlow } from '../../contract/login.ts'

declare const keyBrand: unique symbol
type Key<T extends string> = string & { readonly [keyBrand]: T }
/** Keys are minted by the network and opaque to everyone else (N1). Same thing, same key, for ever. */
export type ConversationKey = Key<'conversation'>
export type PersonKey = Key<'person'>
export type MessageKey = Key<'message'>
/** A place in a network's list or history, opaque. */
export type Cursor = Key<'cursor'>

export interface Network {
  readonly id: string
  readonly name: string
  /** Two letters for the small mark on an avatar; the only thing by which people see the network. */
  readonly mark: string
  /** The most this network can ever do; a conversation may narrow it. */
  readonly abilities: Abilities
  /**
   * Conversations, people and messages belong to this server itself: each is stored once and fanned out by membership.
   * Otherwise every account keeps its private copy.
   */
  readonly shared: boolean
  /** Stay connected without any browser; otherwise the session sleeps some minutes after the last one. */
  readonly alwaysOn: boolean
  readonly logins: readonly LoginFlow[]
  startLogin(flow: string, lent: LoginLent): Login
  /** Reads what a user typed ("bob@example.org", "#parley"); null if it is not an address here. No I/O. */
  address(text: string): { kind: 'person' | 'room'; text: string } | null
  /** Makes a session object. No I/O: the supervisor calls run(). */
  open(account: Account): Session
}

/** An endpoint the admin has defined; without one a network dials what DNS says, to public addresses, over TLS. */
export interface Service {
  readonly id: string
  readonly network: string
  /** What users write behind the @, or the server's name: how a network finds the service for an account. */
  readonly domain: string
  readonly host?: string
  readonly port?: number
  /** `direct` and `starttls` check the certificate against `domain`; `none` only for what never leaves a private wire. */
  readonly tls: 'direct' | 'starttls' | 'none'
  /** A WebSocket URL, if that is the way in. */
  readonly url?: string
  /** Loopback and private addresses may be dialled. */
  readonly allowPrivate: boolean
  /** PEM text of a further certificate authority. */
  readonly ca?: string
}

export interface LoginLent {
  readonly services: readonly Service[] /** Filled in when an existing account is signed in again. */
  readonly settings?: Readonly<Record<string, string>>
}
export interface Login {
  next(answers: Readonly<Record<string, string>>): Promise<LoginResult>
  cancel(): void
}
export type LoginResult =
  | { ask: 'form'; title: string; error?: string; fields: readonly LoginField[] }
  | { ask: 'visit'; title: string; url: string }
  | { ask: 'scan'; title: string; data: string; waitMs: number }
  /** Proven to work: the account is stored with these. `secret` is encrypted at rest and given back in `Account.secret`. */
  | { ask: 'nothing'; settings: Readonly<Record<string, string>>; secret: string; address: string; me: Person }

/** What the core lends to a session. */
export interface Account {
  readonly id: AccountId
  readonly settings: Readonly<Record<string, string>>
  readonly secret: string
  /** Who this account is on the network. */
  readonly me: Person
  readonly services: readonly Service[]
  /** Whatever the last stored batch carried: sync token, stream-management id, last message seen. */
  readonly checkpoint: string | null
  /** How the user wants to be seen, at the moment of reading: look when the first word about it is said. Left out: nobody is in front of a screen. */
  readonly presence?: OwnPresence
  /** Resolves once events and checkpoint are stored together; only then may the network be told "got it" (N3). Rejects with NetworkError when it cannot be stored. */
  emit(batch: Batch): Promise<void>
  /** Events worth nothing in a minute; never stored, may be dropped. */
  hint(hint: Hint): void
  state(state: 'connecting' | 'syncing' | 'online'): void
  /** For people who look for a fault. Never secrets, never message text. */
  log(event: string, detail?: Readonly<Record<string, unknown>>): void
}
/** At most 50 events; all of them are stored in one transaction, or none. */
export interface Batch {
  readonly events: readonly NetworkEvent[]
  readonly checkpoint?: string
}

/**
 * One connection, from dial to hang-up. The promise of `run` is its life; reconnecting is the supervisor's job.
 * `send` and the facets are called only while the session is online. A facet that is missing is an ability of `none`.
 * Unless said otherwise a facet's promise resolves when the network has taken it, and what changed comes as events,
 * emitted and stored before the promise resolves.
 */
export interface Session {
  /** `stop.reason` is 'off' when the account is switched off or removed: sign off. Otherwise come back where this one stopped. */
  run(stop: AbortSignal): Promise<Ended>
  send(message: Outgoing): Promise<Sent>
  /** Makes sure a conversation with this address exists: its event has been stored when this resolves. */
  converse(address: string): Promise<ConversationKey>
  readonly contacts?: Contacts
  readonly rooms?: Rooms
  /** Shared networks only: carries out what an invite link promises. The core keeps the links and knows whether one still works. */
  readonly invites?: Invites
  readonly history?: History
  readonly presence?: { set(presence: OwnPresence): Promise<void> }
  readonly typing?: { set(conversation: ConversationKey, on: boolean): Promise<void> }
  /** The core records its own watermark itself; this only tells the others. */
  readonly receipts?: { set(conversation: ConversationKey, upTo: MessageKey, kind: 'delivered' | 'read'): Promise<void> }
  /** The core records these three itself once the promise resolves. */
  readonly edits?: { edit(conversation: ConversationKey, target: MessageKey, body: Body): Promise<void> }
  readonly deletes?: { delete(conversation: ConversationKey, target: MessageKey): Promise<void> }
  /** `emojis` is the whole set this user has on the message from now on. */
  readonly reactions?: { set(conversation: ConversationKey, target: MessageKey, emojis: readonly string[]): Promise<void> }
}

export interface Contacts {
  add(address: string, name?: string): Promise<void>
  remove(person: PersonKey): Promise<void>
  update(person: PersonKey, name: string, groups: readonly string[]): Promise<void>
  answer(person: PersonKey, accept: boolean): Promise<void>
  block?(person: PersonKey, on: boolean): Promise<void>
  find?(text: string): Promise<readonly Person[]>
}
export interface Rooms {
  list?(search: string, after?: Cursor): Promise<{ rooms: readonly RoomListing[]; next?: Cursor }>
  join(address: string, password?: string): Promise<ConversationKey>
  leave(room: ConversationKey): Promise<void>
  create?(room: { name: string; topic: string; public: boolean; people: readonly PersonKey[] }): Promise<ConversationKey>
  invite?(room: ConversationKey, person: PersonKey): Promise<void>
  answer?(room: ConversationKey, accept: boolean): Promise<void>
  update?(room: ConversationKey, change: { title?: string; topic?: string; public?: boolean }): Promise<void>
  members(room: ConversationKey): Promise<readonly Member[]>
  role?(room: ConversationKey, person: PersonKey, role: Role): Promise<void>
  kick?(room: ConversationKey, person: PersonKey): Promise<void>
  ban?(room: ConversationKey, person: PersonKey, on: boolean): Promise<void>
}
export interface Invites {
  /**
   * Lets this account in, for `from` made the link: into the room, be it public or not, or without a room onto each other's
   * lists and into a direct chat, with no further question. Rejects `not-found` when `from` may no longer invite there.
   */
  accept(from: PersonKey, room: ConversationKey | null): Promise<ConversationKey>
}
export interface History {
  /** Oldest first, ending just before `before` (null: the newest). `next` null: there is nothing older. */
  page(conversation: ConversationKey, before: Cursor | null, limit: number): Promise<{ messages: readonly Incoming[]; next: Cursor | null }>
}

export interface Person {
  readonly key: PersonKey
  readonly name: string
  readonly address: string
}
export interface Member extends Person {
  readonly role: Role
  readonly banned: boolean
}
export interface RoomListing {
  readonly address: string
  readonly name: string
  readonly topic: string
  readonly people: number
}
/** `absent`: no browser is open. House people are then offline, on federated networks they stay reachable as away. */
export interface OwnPresence {
  readonly show: Show
  readonly text: string
  readonly absent: boolean
}
export interface Body {
  readonly kind: 'text' | 'action'
  readonly text: string
}

export interface Outgoing {
  readonly conversation: ConversationKey
  /** The message's id, made by the browser; comes back in the echo and makes a repeat harmless where the network allows it. */
  readonly txn: string
  readonly body: Body
  readonly replyTo?: { readonly key: MessageKey; readonly from: PersonKey; readonly text: string }
}
/** `waiting`: the network does not answer, an event that carries this txn will follow. */
export type Sent = { state: 'sent'; keys: readonly MessageKey[]; at: number } | { state: 'waiting' }

export interface Incoming {
  readonly conversation: ConversationKey
  /** Every name the network has for this message, the steadiest first (XMPP: archive id, then origin id). Known by any of them = the same message. */
  readonly keys: readonly [MessageKey, ...MessageKey[]]
  /** Set when the network says that it is one that we sent with this txn. Only believed when `from` is "me" and the conversation matches. */
  readonly txn?: string
  readonly from: Person | 'me'
  /** The network server's clock, ms. Left out when only the sender's clock is known; the core then uses its own. */
  readonly at?: number
  readonly kind: 'text' | 'action' | 'notice'
  readonly text: string
  readonly replyTo?: MessageKey
}

/** Each event is the whole truth about what it names; applying it twice changes nothing (N4). */
export type NetworkEvent =
  /** `live`: it happened just now. Otherwise it is caught-up history: it counts as unread, but rings no bell. */
  | { type: 'message'; message: Incoming; live: boolean }
  | { type: 'message.sent'; conversation: ConversationKey; txn: string; keys: readonly MessageKey[]; at: number }
  /**
   * `keys`: the network had taken it and gives it back. Then no echo of it means any more that it was sent, only another try does.
   * One that somebody has confirmed to have got stays sent.
   */
  | { type: 'message.failed'; conversation: ConversationKey; txn: string; keys?: readonly MessageKey[]; error: NetworkError }
  | { type: 'message.edited'; conversation: ConversationKey; target: MessageKey; from: PersonKey | 'me'; body: Body; at: number }
  | { type: 'message.deleted'; conversation: ConversationKey; target: MessageKey; from: PersonKey | 'me'; at: number }
  /** `emojis` is the whole set of this person on this message. */
  | { type: 'reactions'; conversation: ConversationKey; target: MessageKey; from: PersonKey | 'me'; emojis: readonly string[] }
  | { type: 'receipt'; conversation: ConversationKey; from: PersonKey | 'me'; kind: 'delivered' | 'read'; upTo: MessageKey }
  /** Left-out fields stay as they were. `person` in direct chats: the other one. */
  | {
      type: 'conversation'
      key: ConversationKey
      kind: 'direct' | 'room'
      address: string
      title?: string
      topic?: string
      public?: boolean
      person?: Person
      abilities?: Partial<Abilities>
    }
  /** Where someone stands in a conversation: for shared networks every member, elsewhere only 'me'. `none`: no trace is left. */
  | {
      type: 'member'
      conversation: ConversationKey
      person: PersonKey | 'me'
      state: 'joined' | 'invited' | 'left' | 'removed' | 'banned' | 'none'
      role?: Role
    }
  | { type: 'contact'; person: Person; groups: readonly string[]; state: 'both' | 'asked' | 'asks' | 'none'; blocked: boolean }
  | { type: 'contact.gone'; person: PersonKey }
  /** The list is complete: contacts that are not among these keys are gone. */
  | { type: 'contacts.complete'; people: readonly PersonKey[] }
  | { type: 'person'; person: Person }
  /** `bytes` null: no picture any more. PNG, JPEG, GIF or WebP, at most 256 KiB. */
  | { type: 'avatar'; person: PersonKey | 'me'; mime?: string; bytes: Uint8Array | null }

export type Hint =
  | { type: 'typing'; conversation: ConversationKey; from: PersonKey; name: string; on: boolean }
  | { type: 'presence'; from: PersonKey; show: 'online' | 'away' | 'busy' | 'offline'; text: string }
  /** Someone came, went or changed in a room. */
  | { type: 'members'; conversation: ConversationKey }

/**
 * Thrown by session and login methods. `message` is a sentence for people, `cause` is for logs.
 * `delivered: 'unknown'`: the bytes may have left; the core will not repeat it blindly. Left out means "no".
 */
export class NetworkError extends Error {
  readonly code: ErrorCode
  readonly delivered: 'no' | 'unknown'
  readonly retryAfterMs: number | undefined
  constructor(code: ErrorCode, message: string, more: { delivered?: 'no' | 'unknown'; retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: more.cause })
    this.name = 'NetworkError'
    this.code = code
    this.delivered = more.delivered ?? 'no'
    this.retryAfterMs = more.retryAfterMs
  }
}

/** Why run() resolved. It never rejects for anything the network did. */
export type Ended = { why: 'stopped' } | { why: 'lost'; error: NetworkError; wasOnline: boolean }

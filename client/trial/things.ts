import type { Abilities } from '../../contract/abilities.ts'
import type { Account, Contact, Conversation, Me, Message } from '../../contract/entities.ts'
import type { AccountId, ContactId, ConversationId, MessageId, PersonId, UserId } from '../../contract/ids.ts'

/** The n-th id of a kind that is told apart by one hex digit. */
export const idOf = <Id extends string>(kind: string, n: number): Id =>
  `0${kind}000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Id

export const userId = idOf<UserId>('1', 1)
export const accountId = idOf<AccountId>('2', 1)
export const mine = idOf<PersonId>('3', 1)
export const someone = idOf<PersonId>('3', 2)
export const conversationId = (n: number) => idOf<ConversationId>('4', n)
export const messageId = (n: number) => idOf<MessageId>('5', n)
export const contactId = (n: number) => idOf<ContactId>('6', n)

export const me: Me = {
  id: userId,
  login: 'ann',
  name: 'Ann',
  guest: false,
  admin: false,
  avatar: null,
  show: 'online',
  status: '',
  settings: {
    theme: 'system',
    language: 'system',
    sendReceipts: true,
    sendTyping: true,
    sound: true,
    desktop: true,
    enterSends: true,
  },
}

export const account: Account = {
  id: accountId,
  network: 'house',
  address: 'ann',
  name: 'Ann',
  me: mine,
  enabled: true,
  needs: null,
}

export const conversation = (n: number, more: Partial<Conversation> = {}): Conversation => ({
  id: conversationId(n),
  account: accountId,
  kind: 'room',
  title: `Room ${n}`,
  topic: '',
  address: `room${n}`,
  avatar: null,
  person: null,
  state: 'joined',
  role: 'member',
  since: 1,
  public: false,
  members: 2,
  last: null,
  unread: 0,
  readAt: null,
  draft: '',
  muted: false,
  pinned: false,
  archived: false,
  watermarks: [],
  abilities: null,
  ...more,
})

export const message = (n: number, more: Partial<Message> = {}): Message => ({
  id: messageId(n),
  conversation: conversationId(1),
  from: someone,
  name: 'Bob',
  at: n,
  kind: 'text',
  text: `text ${n}`,
  replyTo: null,
  editedAt: null,
  deleted: false,
  state: 'sent',
  error: null,
  reactions: [],
  ...more,
})

export const contact = (n: number, more: Partial<Contact> = {}): Contact => ({
  id: contactId(n),
  account: accountId,
  person: someone,
  address: 'bob',
  name: 'Bob',
  avatar: null,
  groups: [],
  state: 'both',
  blocked: false,
  ...more,
})

export const abilities = (more: Partial<Abilities> = {}): Abilities => ({
  textBytes: 1000,
  format: 'plain',
  confirms: 'answer',
  safeResend: true,
  history: 'all',
  contacts: 'network',
  contactRequests: 'native',
  groups: 'native',
  block: 'native',
  find: 'native',
  presence: 'native',
  invisible: 'native',
  typing: 'native',
  receipts: 'native',
  edits: 'native',
  deletes: 'native',
  reactions: 'native',
  replies: 'native',
  rooms: 'native',
  roomList: 'native',
  roomCreate: 'native',
  moderation: 'native',
  invites: 'native',
  files: 'none',
  fileBytes: 0,
  calls: 'none',
  ...more,
})

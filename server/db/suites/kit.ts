import { randomBytes } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import { expect } from 'vitest'
import type { Contact, Conversation, Message, Settings } from '../../../contract/entities.ts'
import type { ErrorCode } from '../../../contract/errors.ts'
import type { AccountId, ConversationId, FeedName, MessageId, PersonId, UserId } from '../../../contract/ids.ts'
import type { Change, Pulled } from '../../../contract/sync.ts'
import type { ConversationKey, MessageKey, NetworkEvent, Person, PersonKey } from '../../networks/network.ts'
import type { Store } from '../store.ts'

/** What the suites run on: one store for all tests of a file, which therefore bring their own users. */
export type World = () => Store

export const settings: Settings = {
  theme: 'system',
  language: 'de',
  sendReceipts: true,
  sendTyping: true,
  sound: true,
  desktop: false,
  enterSends: true,
}

export const newId = <Id extends string>(): Id => uuid() as Id
const anyName = () => `n${randomBytes(6).toString('hex')}`

/** A user with his home account, and what tests want to know of him. */
export interface TestUser {
  readonly user: UserId
  readonly feed: FeedName
  readonly login: string
  readonly home: AccountId
  /** On the home network. */
  readonly key: PersonKey
  readonly person: PersonId
}

export async function newUser(store: Store, { guest = false, at = 1 }: { guest?: boolean; at?: number } = {}): Promise<TestUser> {
  const user = newId<UserId>()
  const login = anyName()
  const home = newId<AccountId>()
  await store.users.add({
    id: user,
    login: guest ? null : login,
    name: `Name of ${login}`,
    passwordHash: guest ? null : 'hash',
    admin: false,
    settings,
    home: { account: home, network: 'house', address: login },
    at,
  })
  const key = user as string as PersonKey
  return { user, feed: `u:${user}` as FeedName, login, home, key, person: user as string as PersonId }
}

/** A linked account on a network that is not shared, with its lease. */
export interface TestAccount extends TestUser {
  readonly account: AccountId
  readonly epoch: number
  apply(events: readonly NetworkEvent[], more?: { at?: number; checkpoint?: string; epoch?: number | null }): Promise<void>
}

export async function linked(store: Store, user?: TestUser): Promise<TestAccount> {
  const owner = user ?? (await newUser(store))
  const account = newId<AccountId>()
  const address = `${anyName()}@example.org`
  const me = { key: address as PersonKey, name: 'Me', address }
  await store.accounts.add({ id: account, user: owner.user, network: 'xmpp', address, settings: {}, secret: 'secret', me, at: 1 })
  const [lease] = await store.accounts.claim({ node: 'node', at: 1, forMs: 1e15, networks: [], accounts: [account], most: 1 })
  const epoch = lease?.epoch ?? 0
  return {
    ...owner,
    account,
    epoch,
    apply: (events, more = {}) => store.ingest.apply({ account, epoch, events, at: 1_000, ...more }),
  }
}

export const bob: Person = { key: 'bob@x' as PersonKey, name: 'Bob', address: 'bob@x' }
export const carol: Person = { key: 'carol@x' as PersonKey, name: 'Carol', address: 'carol@x' }
export const chat = 'bob@x' as ConversationKey
export const key = (name: string) => name as MessageKey

type Incoming = Extract<NetworkEvent, { type: 'message' }>['message']

/** A message from Bob in the chat with him, unless said otherwise. */
export function said(text: string, more: Partial<Incoming> & { live?: boolean } = {}): NetworkEvent {
  const { live = true, ...rest } = more
  return {
    type: 'message',
    live,
    message: { conversation: chat, keys: [key(`key of ${text}`)], from: bob, at: 1_000, kind: 'text', text, ...rest },
  }
}

/** Everything a fresh browser would get. */
export async function seen(store: Store, { user }: { user: UserId }) {
  const { changes } = await store.feeds.snapshot({ user })
  const of = <Entity>(kind: Change['kind']) => changes.filter((one) => one.kind === kind).map(({ entity }) => entity as Entity)
  return { contacts: of<Contact>('contact'), conversations: of<Conversation>('conversation'), changes }
}

/** The user's only conversation. */
export async function onlyChat(store: Store, user: { user: UserId }): Promise<Conversation> {
  const { conversations } = await seen(store, user)
  expect(conversations).toHaveLength(1)
  return conversations[0] as Conversation
}

export async function texts(store: Store, { user }: { user: UserId }, conversation: ConversationId): Promise<string[]> {
  const { messages } = await store.messages.page({ user, conversation, limit: 100 })
  return messages.map(({ entity }) => entity.text)
}

export async function messagesOf(store: Store, { user }: { user: UserId }, conversation: ConversationId): Promise<Message[]> {
  const { messages } = await store.messages.page({ user, conversation, limit: 100 })
  return messages.map(({ entity }) => entity)
}

/** What is new in a feed. */
export async function news(
  store: Store,
  { user, feed }: { user: UserId; feed: FeedName },
  from: number,
): Promise<Extract<Pulled, { reset: false }>> {
  const pulled = await store.feeds.changes({ user, feed, from, limit: 1_000 })
  if (pulled.reset) throw new Error('The feed wants a reset')
  return pulled
}

export async function head(store: Store, { user, feed }: { user: UserId; feed: FeedName }): Promise<number> {
  return (await store.feeds.heads({ user }))[feed] ?? -1
}

export const send = (store: Store, { user }: { user: UserId }, conversation: ConversationId, text = 'hello') => {
  const id = newId<MessageId>()
  return store.messages
    .queue({ user, id, conversation, kind: 'text', text, at: 2_000 })
    .then(({ entity, account }) => ({ ...entity, account }))
}

export const refused = (code: ErrorCode) => expect.objectContaining({ name: 'Refused', code })

/** What the house network stores for one of its people. */
export const house = (store: Store, { home }: TestUser, events: readonly NetworkEvent[], at = 1_000) =>
  store.ingest.apply({ account: home, epoch: null, events, at })

export const standing = (
  conversation: ConversationKey,
  person: PersonKey | 'me',
  state: Extract<NetworkEvent, { type: 'member' }>['state'] = 'joined',
): NetworkEvent => ({ type: 'member', conversation, person, state })

/** A room of the house network with these people in it. */
export async function room(store: Store, people: readonly TestUser[], more: { title?: string; public?: boolean } = {}) {
  const key = newId<ConversationKey>()
  const [owner] = people
  if (!owner) throw new Error('a room needs somebody')
  const address = `#${key}`
  await house(store, owner, [
    { type: 'conversation', key, kind: 'room', address, title: 'Garden', topic: 'roses', public: true, ...more },
    { type: 'member', conversation: key, person: 'me', state: 'joined', role: 'owner' },
    ...people.slice(1).map((person) => standing(key, person.key)),
  ])
  const id = await store.conversations.byKey({ account: owner.home, key })
  return { key, id, address }
}

/** Says something on the house network, all the way: queued, handed over, taken. */
export async function say(
  store: Store,
  user: TestUser,
  conversation: ConversationId,
  { text = 'hello', at = 2_000 } = {},
): Promise<MessageId> {
  const id = newId<MessageId>()
  await store.messages.queue({ user: user.user, id, conversation, kind: 'text', text, at })
  await store.ingest.apply({
    account: user.home,
    epoch: null,
    at,
    events: [
      {
        type: 'message.sent',
        conversation: (await store.conversations.place({ user: user.user, conversation })).key,
        txn: id,
        keys: [key(id)],
        at,
      },
    ],
  })
  return id
}

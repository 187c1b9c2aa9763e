import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Message, Settings } from '../../../contract/entities.ts'
import type { AccountId, ConversationId, MessageId, UserId } from '../../../contract/ids.ts'
import { firstSettings } from '../../core/people/register.ts'
import { openStore } from '../../db/open.ts'
import type { Store } from '../../db/store.ts'
import type { Account, Batch, Contacts, ConversationKey, Hint, Network, Person, PersonKey, Rooms, Session } from '../network.ts'
import type { HouseBook, Relation } from './book.ts'
import { helperId, helperUser } from './helper/user.ts'
import { house } from './index.ts'
import { directKey } from './keys.ts'

/** People of the house on a real store, for the tests of one file. Each test brings its own people. */
export interface Town {
  readonly network: Network
  readonly store: Store
  /** A second house over the same store, which looks things up in its own way. */
  rebuild(book: Partial<HouseBook>): Network
  deliver(person: PersonKey, batch: Batch): Promise<void>
  /** Adds someone and brings him online. */
  arrive(name: string, more?: Newcomer): Promise<Citizen>
  /** Another session of someone who was here before. */
  back(citizen: Citizen, network?: Network): Promise<Citizen>
  /** How one lists the other. */
  list(one: Citizen, other: Citizen | PersonKey): Promise<Relation | null>
  standing(room: ConversationKey, one: Citizen): Promise<{ state: string; role: string } | null>
}
export interface Newcomer {
  readonly guest?: boolean
  readonly language?: Settings['language']
}
export interface Citizen extends Person {
  readonly user: UserId
  readonly account: AccountId
  readonly epoch: number
  /** With every facet that the house has. */
  readonly session: Session &
    Required<Omit<Session, 'history'>> & { readonly contacts: Required<Contacts>; readonly rooms: Required<Rooms> }
  readonly hints: Hint[]
  readonly batches: Batch[]
  /** Says something to someone, the way the core does. */
  write(to: Citizen | PersonKey, text: string): Promise<Message>
  say(conversation: ConversationKey, text: string): Promise<Message>
  /** What the conversations he is in are called. */
  chats(): Promise<readonly string[]>
  read(conversation: ConversationKey): Promise<readonly Message[]>
  leave(): Promise<unknown>
}

export const helperKey = helperId as string as PersonKey

export function buildTown({ helper = false } = {}): Town {
  const here: Citizen[] = []
  const folder = mkdtempSync(join(tmpdir(), 'parley-house-'))
  let store: Store
  let network: Network
  let people = 0
  let clock = 1_000
  const now = () => (clock += 1)
  const rebuild = (book: Partial<HouseBook>) => house({ book: { ...store.house, ...book }, deliver, now, pause: async () => undefined })
  const deliver = async (key: PersonKey, { events }: Batch) => {
    const person = await store.house.person({ key })
    if (person === null) throw new Error('a batch for somebody who does not exist')
    await store.ingest.apply({ account: person.account, epoch: null, events, at: now() })
  }
  const settle = async (who: Resident, at: Network) => {
    const citizen = await moveIn(store, { who, network: at, now })
    here.push(citizen)
    return citizen
  }
  beforeAll(async () => {
    store = await openStore({ url: `sqlite:${join(folder, 'parley.db')}`, key: new Uint8Array(32), onError: () => undefined })
    network = rebuild({})
    if (helper) await store.users.add(helperUser({ settings: firstSettings, at: now() }))
  })
  afterEach(async () => {
    await Promise.all(here.splice(0).map((citizen) => citizen.leave()))
  })
  afterAll(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  return {
    get network() {
      return network
    },
    get store() {
      return store
    },
    rebuild,
    deliver,
    async arrive(name, more) {
      people += 1
      return settle(await signUp(store, { name, number: people, at: now(), ...more }), network)
    },
    back: (citizen, at = network) => settle(citizen, at),
    list: (one, other) => store.house.relation({ person: one.key, other: typeof other === 'string' ? other : other.key }),
    standing: (room, one) => store.house.member({ key: room, person: one.key }),
  }
}

type Resident = Person & Pick<Citizen, 'user' | 'account' | 'epoch'>

async function signUp(
  store: Store,
  { name, number, at, guest, language }: Newcomer & { name: string; number: number; at: number },
): Promise<Resident> {
  const user = v7() as UserId
  const account = v7() as AccountId
  const address = `${guest ? 'guest' : name.toLowerCase()}-${number}`
  await store.users.add({
    id: user,
    login: guest ? null : address,
    name,
    passwordHash: null,
    admin: false,
    settings: { ...firstSettings, language: language ?? 'system' },
    home: { account, network: 'house', address },
    at,
  })
  const [lease] = await store.accounts.claim({ node: 'test', at, forMs: 1_000_000, networks: [], accounts: [account], most: 1 })
  if (!lease) throw new Error('the account could not be claimed')
  return { key: user as string as PersonKey, name, address, user, account, epoch: lease.epoch }
}

async function moveIn(store: Store, { who, network, now }: { who: Resident; network: Network; now(): number }): Promise<Citizen> {
  const { key, name, address, user, account, epoch } = who
  const hints: Hint[] = []
  const batches: Batch[] = []
  const stopper = new AbortController()
  const { promise: online, resolve } = Promise.withResolvers<void>()
  const lent: Account = {
    id: account,
    settings: {},
    secret: '',
    me: { key, name, address },
    services: [],
    checkpoint: null,
    async emit(batch) {
      await store.ingest.apply({ account, epoch, events: batch.events, at: now() })
      batches.push(batch)
    },
    hint: (hint) => void hints.push(hint),
    state: () => resolve(),
    log: () => undefined,
  }
  const session = network.open(lent) as Citizen['session']
  const ended = session.run(stopper.signal)
  await online
  await session.presence.set({ show: 'online', text: '', absent: false })
  const id = (conversation: ConversationKey): Promise<ConversationId> => store.conversations.byKey({ account, key: conversation })
  const say = async (conversationKey: ConversationKey, text: string) => {
    const message = v7() as MessageId
    const conversation = await id(conversationKey)
    const { entity } = await store.messages.queue({ user, id: message, conversation, kind: 'text', text, at: now() })
    await store.messages.sending({ account, epoch, message })
    const result = await session.send({ conversation: conversationKey, txn: message, body: { kind: 'text', text } })
    if (result.state !== 'sent') throw new Error('the house always answers')
    await store.messages.finish({ account, epoch, message, result })
    return { ...entity, state: result.state, at: result.at }
  }
  return {
    ...{ key, name, address, user, account, epoch, session, hints, batches, say },
    write: (to, text) => say(directKey(key, typeof to === 'string' ? to : to.key), text),
    async chats() {
      const { changes } = await store.feeds.snapshot({ user })
      return changes.flatMap(({ kind, entity }) => (kind === 'conversation' && entity?.state === 'joined' ? [entity.title] : []))
    },
    async read(conversation) {
      const page = await store.messages.page({ user, conversation: await id(conversation), limit: 100 })
      return page.messages.map(({ entity }) => entity)
    },
    leave: () => {
      stopper.abort()
      return ended
    },
  }
}

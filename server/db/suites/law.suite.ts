import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { FeedName } from '../../../contract/ids.ts'
import type { Change } from '../../../contract/sync.ts'
import type { ConversationKey, NetworkEvent, PersonKey } from '../../networks/network.ts'
import type { Store } from '../store.ts'
import { bob, chat, house, key, linked, newId, newUser, room, said, standing, type TestAccount, type TestUser, type World } from './kit.ts'

interface Play {
  readonly store: Store
  readonly people: readonly TestUser[]
  readonly bridged: TestAccount
  readonly garden: ConversationKey
  readonly direct: ConversationKey
  /** The last message that came in. */
  heard: number
  at: number
}
type Move = (play: Play, who: TestUser, other: TestUser) => Promise<unknown>

const states = ['joined', 'left', 'invited', 'banned', 'none'] as const

/** Things that happen on a server, each of them small. What is refused is part of the game. */
const moves: Record<string, Move> = {
  rename: ({ store, at }, who) => store.users.update({ user: who.user, name: `Name ${at}` }),
  picture: ({ store, at }, who) =>
    house(store, who, [{ type: 'avatar', person: 'me', mime: 'image/png', bytes: at % 3 ? new Uint8Array([at % 256]) : null }]),
  list: ({ store, at }, who, other) => {
    const person = { key: other.key, name: at % 2 ? `My ${at}` : 'x', address: other.login }
    return house(store, who, [{ type: 'contact', person, groups: [`${at % 2}`], state: 'both', blocked: at % 3 === 0 }])
  },
  unlist: ({ store }, who, other) => house(store, who, [{ type: 'contact.gone', person: other.key }]),
  move: ({ store, garden, at }, who, other) => house(store, who, [standing(garden, other.key, states[at % states.length])]),
  retitle: ({ store, garden, at }, who) =>
    house(store, who, [{ type: 'conversation', key: garden, kind: 'room', address: '#g', title: `T${at}` }]),
  say: (play, who) => say(play, who, play.garden),
  write: (play, who) => say(play, who, play.direct),
  open: ({ store, direct }, who, other) =>
    house(store, who, [
      {
        type: 'conversation',
        key: direct,
        kind: 'direct',
        address: other.login,
        person: { key: other.key, name: '', address: other.login },
      },
      standing(direct, 'me'),
      standing(direct, other.key),
    ]),
  read: async (play, who) => {
    const last = await newest(play, who)
    if (last) await play.store.conversations.receipt({ user: who.user, ...last, kind: 'read' })
  },
  tell: async (play, who, other) => {
    const last = await newest(play, who)
    const told = { type: 'receipt', conversation: play.garden, from: other.key, kind: 'read', upTo: key(last?.message ?? '') } as const
    await house(play.store, who, [told])
  },
  retract: async (play, who) => {
    const last = await newest(play, who)
    const event = { type: 'message.deleted', conversation: play.garden, target: key(last?.message ?? ''), from: 'me', at: play.at } as const
    await house(play.store, who, [event])
  },
  mute: async (play, who) => {
    const conversation = await play.store.conversations.byKey({ account: who.home, key: play.garden })
    await play.store.conversations.set({ user: who.user, conversation, muted: play.at % 2 === 0 })
  },
  forget: async (play, who) => {
    const conversation = await play.store.conversations.byKey({ account: who.home, key: play.garden })
    await play.store.conversations.forget({ user: who.user, conversation })
  },
  hear: (play) => {
    play.heard = play.at
    return play.bridged.apply([said(`m${play.at}`, { at: play.at, live: play.at % 2 === 0 })])
  },
  edit: ({ bridged, at, heard }) =>
    bridged.apply([
      {
        type: 'message.edited',
        conversation: chat,
        target: key(`key of m${heard}`),
        from: bob.key,
        body: { kind: 'text', text: 'e' },
        at,
      },
    ]),
  roster: ({ bridged, at }) => bridged.apply([{ type: 'contacts.complete', people: at % 2 ? [] : [bob.key] }]),
  rosterItem: ({ bridged, at }) =>
    bridged.apply([{ type: 'contact', person: { ...bob, name: at % 2 ? '' : `B${at}` }, groups: [], state: 'both', blocked: false }]),
  person: ({ bridged, at }) => bridged.apply([{ type: 'person', person: { ...bob, name: `R${at}` } }]),
}

async function say({ store, at }: Play, who: TestUser, to: ConversationKey): Promise<void> {
  const conversation = await store.conversations.byKey({ account: who.home, key: to })
  const id = newId<never>()
  await store.messages.queue({ user: who.user, id, conversation, kind: 'text', text: `t${at}`, at })
  const sent: NetworkEvent = { type: 'message.sent', conversation: to, txn: id, keys: [key(id)], at }
  await house(store, who, [sent], at)
}

async function newest({ store, garden }: Play, who: TestUser) {
  const conversation = await store.conversations.byKey({ account: who.home, key: garden })
  const { messages } = await store.messages.page({ user: who.user, conversation, limit: 1 })
  const [last] = messages
  return last && { conversation, message: last.entity.id }
}

export function lawSuite(store: World): void {
  test('S12 what a browser has gathered from its feed equals a snapshot, after whatever has happened', async () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(moves)), fc.nat(2), fc.nat(2), fc.boolean())
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
        const play = await begin(store())
        const replicas = play.people.map(() => new Replica())
        for (const [name, who, other, look] of steps) {
          play.at += 1
          const [one, two] = [play.people[who], play.people[other === who ? (other + 1) % 3 : other]]
          if (one && two) await moves[name]?.(play, one, two).catch(onlyRefused)
          for (const [i, person] of play.people.entries()) if (look && i === who) await replicas[i]?.pull(play.store, person)
        }
        for (const [i, person] of play.people.entries()) {
          await replicas[i]?.pull(play.store, person)
          const { changes } = await play.store.feeds.snapshot(person)
          expect(replicas[i]?.entities()).toEqual(new Map(changes.map((change) => [change.id, change.entity])))
        }
      }),
      { numRuns: 20 },
    )
  })
}

async function begin(store: Store): Promise<Play> {
  const people = [await newUser(store), await newUser(store), await newUser(store)]
  const [one, two] = people
  if (!one || !two) throw new Error('no people')
  const { key: garden } = await room(store, people)
  const keys: PersonKey[] = [one.key, two.key]
  return {
    store,
    people,
    garden,
    bridged: await linked(store, one),
    direct: `d:${keys.join(':')}` as ConversationKey,
    heard: 0,
    at: 10_000,
  }
}

const onlyRefused = (error: unknown) => {
  if (!(error instanceof Error) || error.name !== 'Refused') throw error
}

/** The browser's rule: of two versions the higher one wins. */
class Replica {
  readonly #changes = new Map<string, Change>()
  #cursor = 0

  async pull(store: Store, { user, feed }: { user: TestUser['user']; feed: FeedName }): Promise<void> {
    const page = await store.feeds.changes({ user, feed, from: this.#cursor, limit: 1_000 })
    if (page.reset) throw new Error('reset')
    for (const change of page.changes) {
      const had = this.#changes.get(change.id)
      if (!had || change.rev > had.rev) this.#changes.set(change.id, change)
      else
        expect(change.entity, `another ${change.kind} with version ${change.rev}`).toEqual(
          change.rev === had.rev ? had.entity : change.entity,
        )
    }
    this.#cursor = page.to
  }

  entities(): Map<string, Change['entity']> {
    const there = [...this.#changes.values()].filter(({ kind, entity }) => kind !== 'message' && entity !== null)
    return new Map(there.map(({ id, entity }) => [id, entity]))
  }
}

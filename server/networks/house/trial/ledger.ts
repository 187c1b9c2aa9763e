import type { Batch, ConversationKey, MessageKey, NetworkEvent, PersonKey } from '../../network.ts'
import type { HouseBook, HouseMember, HousePerson, HouseRoom, Relation } from '../book.ts'

export interface Said {
  readonly conversation: ConversationKey
  readonly key: MessageKey
  readonly from: PersonKey
  readonly text: string
  readonly at: number
}
/** Keeps what the house emits in memory, as rules N4 and N16 ask, and answers what the house looks up. */
export interface Ledger {
  readonly book: HouseBook
  readonly people: Map<PersonKey, HousePerson>
  readonly messages: Said[]
  /** Stores a batch of this person's account. */
  apply(owner: PersonKey, batch: Batch): void
  say(said: Said): void
  list(owner: PersonKey, other: PersonKey): Relation | null
  member(key: ConversationKey, person: PersonKey): HouseMember | null
  /** What this person sees: the chats he is in. */
  chats(person: PersonKey): readonly ConversationKey[]
}

interface Pages {
  readonly people: Map<PersonKey, HousePerson>
  readonly lists: Map<string, Relation>
  readonly rooms: Map<ConversationKey, HouseRoom & { members: HouseMember[] }>
  readonly messages: Said[]
}

export function createLedger(): Ledger {
  const pages: Pages = { people: new Map(), lists: new Map(), rooms: new Map(), messages: [] }
  const member = (key: ConversationKey, person: PersonKey) =>
    pages.rooms.get(key)?.members.find((member) => member.person === person) ?? null
  return {
    book: bookOf(pages),
    people: pages.people,
    messages: pages.messages,
    apply(owner, { events }) {
      for (const event of events) write(pages, owner, event)
    },
    say: (said) => say(pages, said),
    list: (owner, other) => pages.lists.get(`${owner} ${other}`) ?? null,
    member,
    chats: (person) => [...pages.rooms.keys()].filter((key) => member(key, person)?.state === 'joined'),
  }
}

function bookOf({ people, lists, rooms }: Pages): HouseBook {
  const relation = (person: PersonKey, other: PersonKey) => lists.get(`${person} ${other}`) ?? null
  const inside = (room: HouseRoom) => room.members.filter(({ state }) => state === 'joined').length
  return {
    person: async ({ key }) => people.get(key) ?? null,
    byAddress: async ({ address }) => [...people.values()].find((person) => person.address === address) ?? null,
    find: async ({ text, most }) =>
      [...people.values()].filter(({ name, address }) => `${name} ${address}`.toLowerCase().includes(text.toLowerCase())).slice(0, most),
    relation: async ({ person, other }) => relation(person, other),
    watchers: async ({ person }) =>
      [...people.keys()].filter((other) => {
        const [theirs, mine] = [relation(other, person), relation(person, other)]
        return theirs?.state === 'both' && !theirs.blocked && !mine?.blocked
      }),
    room: async ({ key }) => rooms.get(key) ?? null,
    member: async ({ key, person }) => rooms.get(key)?.members.find((member) => member.person === person) ?? null,
    byRoomAddress: async ({ address }) => [...rooms.values()].find((room) => room.kind === 'room' && room.address === address) ?? null,
    rooms: async ({ search, after, most }) =>
      [...rooms.values()]
        .filter((room) => room.public && room.title.includes(search) && room.address > (after ?? ''))
        .sort((a, b) => (a.address < b.address ? -1 : 1))
        .slice(0, most)
        .map((room) => ({ address: room.address, name: room.title, topic: room.topic, people: inside(room) })),
  }
}

function write(pages: Pages, owner: PersonKey, event: NetworkEvent): void {
  if (event.type === 'contact') {
    const { person, state, groups, blocked } = event
    pages.lists.set(`${owner} ${person.key}`, { state, groups, blocked, name: person.name })
  } else if (event.type === 'contact.gone') pages.lists.delete(`${owner} ${event.person}`)
  else if (event.type === 'conversation') {
    const { type: _, person: __, abilities: ___, ...known } = event
    const was = pages.rooms.get(event.key)
    pages.rooms.set(event.key, { title: '', topic: '', public: false, members: [], ...was, ...known })
  } else if (event.type === 'member') place(pages, event.person === 'me' ? owner : event.person, event)
  else if (event.type === 'message') {
    const { conversation, keys, from, text, at = 0 } = event.message
    say(pages, { conversation, key: keys[0], from: from === 'me' ? owner : from.key, text, at })
  }
}

function place({ rooms, people }: Pages, person: PersonKey, event: Extract<NetworkEvent, { type: 'member' }>): void {
  const room = rooms.get(event.conversation)
  const who = people.get(person)
  if (room === undefined || who === undefined) throw new Error('a member event names what nobody knows')
  const at = room.members.findIndex((member) => member.person === person)
  const role = event.role ?? room.members[at]?.role ?? 'member'
  if (event.state === 'none') room.members.splice(at, at < 0 ? 0 : 1)
  else room.members.splice(at < 0 ? room.members.length : at, 1, { person, name: who.name, address: who.address, state: event.state, role })
}

/** N5: the same key is the same message. */
function say({ messages }: Pages, said: Said): void {
  if (!messages.some(({ key, conversation }) => key === said.key && conversation === said.conversation)) messages.push(said)
}

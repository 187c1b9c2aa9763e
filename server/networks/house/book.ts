import type { Contact, Conversation, Role, Settings } from '../../../contract/entities.ts'
import type { ConversationKey, PersonKey } from '../network.ts'

/** What the house must be able to look up about its own people and rooms. Whoever wires the server fills it in from the store. */
export interface HouseBook {
  person(args: { key: PersonKey }): Promise<HousePerson | null>
  byAddress(args: { address: string }): Promise<HousePerson | null>
  find(args: { text: string; most: number }): Promise<readonly HousePerson[]>
  /** How `person` lists `other`: null when not on the list. */
  relation(args: { person: PersonKey; other: PersonKey }): Promise<Relation | null>
  /** Everybody who has `person` on the list with state `both`, unless one of the two blocks the other. */
  watchers(args: { person: PersonKey }): Promise<readonly PersonKey[]>
  room(args: { key: ConversationKey }): Promise<HouseRoom | null>
  member(args: { key: ConversationKey; person: PersonKey }): Promise<HouseMember | null>
  byRoomAddress(args: { address: string }): Promise<HouseRoom | null>
  /** Public rooms by address; `after` is the last address of the page before. */
  rooms(args: { search: string; after: string | null; most: number }): Promise<readonly HouseListing[]>
}

export interface HousePerson {
  readonly key: PersonKey
  readonly name: string
  readonly address: string
  readonly guest: boolean
  readonly language: Settings['language']
}
export interface Relation {
  readonly state: Contact['state']
  readonly blocked: boolean
  readonly groups: readonly string[]
  /** What he calls the other one. */
  readonly name: string
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
export interface HouseListing {
  readonly address: string
  readonly name: string
  readonly topic: string
  readonly people: number
}

import type { AccountId, ConversationId, PersonId } from '../../contract/ids.ts'
import type { IngestStore } from '../db/store.ts'
import type { ConversationKey, PersonKey } from '../networks/network.ts'

const most = 4096

/** The ids behind the keys of one account's network, as far as they were asked for lately. */
export class KeyIds {
  readonly #account: AccountId
  readonly #store: Pick<IngestStore, 'ids'>
  readonly #conversations = new Map<ConversationKey, ConversationId>()
  readonly #people = new Map<PersonKey, PersonId>()

  constructor(account: AccountId, store: Pick<IngestStore, 'ids'>) {
    this.#account = account
    this.#store = store
  }

  conversation(key: ConversationKey): ConversationId | undefined {
    return this.#conversations.get(key)
  }

  person(key: PersonKey): PersonId | undefined {
    return this.#people.get(key)
  }

  /** Looks up what is not known yet, in one question. */
  async learn(keys: { conversations: readonly ConversationKey[]; people: readonly PersonKey[] }): Promise<void> {
    const conversations = keys.conversations.filter((key) => !this.#conversations.has(key))
    const people = keys.people.filter((key) => !this.#people.has(key))
    if (conversations.length + people.length === 0) return
    const ids = await this.#store.ids({ account: this.#account, conversations, people })
    remember(this.#conversations, conversations, ids.conversations)
    remember(this.#people, people, ids.people)
  }
}

/** Those not asked for the longest go first. */
function remember<Key extends string, Id>(known: Map<Key, Id>, keys: readonly Key[], ids: Readonly<Record<string, Id>>): void {
  for (const key of keys) {
    // Keys come from outside: `constructor` is one that every object has.
    const id = Object.hasOwn(ids, key) ? ids[key] : undefined
    if (id !== undefined) known.set(key, id)
  }
  for (const key of known.keys()) {
    if (known.size <= most) return
    known.delete(key)
  }
}

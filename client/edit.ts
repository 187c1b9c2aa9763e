import type { Message, NetworkInfo } from '../contract/entities.ts'
import type { ConversationId, MessageId } from '../contract/ids.ts'
import type { Change, Kind } from '../contract/sync.ts'
import { type KnownStretch, reorder, type Version } from './stretch.ts'

type EntityOf<Of extends Kind> = NonNullable<Extract<Change, { kind: Of }>['entity']>

/** This browser's copy of what its user may see. Immutable. */
export interface Replica {
  readonly tables: { readonly [Of in Kind]: Readonly<Record<string, EntityOf<Of>>> }
  /** The newest known version of each entity. It outlives the entity: a late older version must not bring it back (S4). */
  readonly revs: { readonly [Of in Kind]: Readonly<Record<string, number>> }
  /** Only conversations in here have messages. */
  readonly stretches: Readonly<Record<ConversationId, KnownStretch>>
  readonly networks: Readonly<Record<string, NetworkInfo>>
}

/** The version of a message that is only here: every version of the server wins over it. */
export const localRev = -1

/** A batch under way. It copies each table once, when it is first touched, and leaves the replica it began with alone. */
export class Edit {
  readonly #before: Replica
  readonly #copied = new Set<object>()
  readonly #moved = new Map<ConversationId, Set<MessageId>>()
  #tables: Replica['tables']
  #revs: Replica['revs']
  #stretches: Replica['stretches']

  constructor(replica: Replica) {
    this.#before = replica
    this.#tables = replica.tables
    this.#revs = replica.revs
    this.#stretches = replica.stretches
  }

  rev(kind: Kind, id: string): number {
    return this.#revs[kind][id] ?? localRev
  }

  setRev(kind: Kind, id: string, rev: number): void {
    this.#ownRevs(kind)[id] = rev
  }

  forgetRev(kind: Kind, id: string): void {
    delete this.#ownRevs(kind)[id]
  }

  put<Of extends Kind>(kind: Of, id: string, entity: EntityOf<Of>): void {
    this.#ownTable(kind)[id] = entity
  }

  remove(kind: Kind, id: string): void {
    if (this.#tables[kind][id]) delete this.#ownTable(kind)[id]
  }

  get<Of extends Kind>(kind: Of, id: string): EntityOf<Of> | undefined {
    return this.#tables[kind][id]
  }

  show({ rev, entity }: Version): void {
    this.setRev('message', entity.id, rev)
    this.put('message', entity.id, entity)
    this.#move(entity)
  }

  /** The version stays known. */
  hide(id: MessageId): void {
    const message = this.get('message', id)
    if (!message) return
    this.remove('message', id)
    this.#move(message)
  }

  stretch(conversation: ConversationId): KnownStretch | undefined {
    return this.#stretches[conversation]
  }

  setStretch(conversation: ConversationId, stretch: KnownStretch): void {
    this.#ownStretches()[conversation] = stretch
  }

  /** With its messages and their versions: nothing of it is kept fresh any more. */
  removeStretch(conversation: ConversationId): void {
    const stretch = this.stretch(conversation)
    if (!stretch) return
    for (const id of [...stretch.order, ...(this.#moved.get(conversation) ?? [])]) {
      if (!this.get('message', id)) continue
      this.remove('message', id)
      this.forgetRev('message', id)
    }
    this.#moved.delete(conversation)
    delete this.#ownStretches()[conversation]
  }

  done(): Replica {
    for (const [conversation, ids] of this.#moved) {
      const stretch = this.stretch(conversation)
      const ordered = stretch && reorder(stretch, this.#tables.message, ids)
      if (ordered && ordered !== stretch) this.setStretch(conversation, ordered)
    }
    if (this.#copied.size === 0) return this.#before
    return { ...this.#before, tables: this.#tables, revs: this.#revs, stretches: this.#stretches }
  }

  #move({ conversation, id }: Message): void {
    const ids = this.#moved.get(conversation) ?? new Set()
    this.#moved.set(conversation, ids.add(id))
  }

  #ownTable<Of extends Kind>(kind: Of): Record<string, EntityOf<Of>> {
    const table = this.#own<EntityOf<Of>>(this.#tables[kind])
    if (table !== this.#tables[kind]) this.#tables = { ...this.#tables, [kind]: table }
    return table
  }

  #ownRevs(kind: Kind): Record<string, number> {
    const revs = this.#own(this.#revs[kind])
    if (revs !== this.#revs[kind]) this.#revs = { ...this.#revs, [kind]: revs }
    return revs
  }

  #ownStretches(): Record<ConversationId, KnownStretch> {
    this.#stretches = this.#own(this.#stretches)
    return this.#stretches
  }

  #own<Value>(table: Readonly<Record<string, Value>>): Record<string, Value> {
    if (this.#copied.has(table)) return table
    const copy = { ...table }
    this.#copied.add(copy)
    return copy
  }
}

import type { Output } from '../contract/commands.ts'
import type { Failure } from '../contract/errors.ts'
import type { ConversationId, MessageId } from '../contract/ids.ts'
import type { Ask } from './connection.ts'
import type { Entry, Shelf } from './shelf.ts'

interface Parts {
  readonly ask: Ask
  /** Runs `work` while no other tab runs one of the same name. */
  exclusively(name: string, work: () => Promise<void>): Promise<void>
  /** The entry is new, or its failure changed. */
  show(entry: Entry): void
  acknowledged(entry: Entry, stored: Output<'message.send'>): void
  /** Raised when the replica starts over: an answer from before may be older than the replica. */
  age(): number
  /** Discarded, taken care of by another tab, or stored on the server for a replica that has started over since. */
  gone(entry: Entry): void
}

/** Another device or tab has taken this message back, after the server had got it and before we heard so (S14). */
const takenBack: Failure['code'] = 'conflict'
/** Failures after which the message is sent again without asking: the server may have it or not, and a repeat makes no second one (S14). */
const passing: ReadonlySet<Failure['code']> = new Set(['offline', 'timeout', 'throttled'])
const waitMs = 2_000

/** Messages on their way to the server, in order per conversation, until it has acknowledged them (S15). */
export class Outbox {
  readonly #parts: Parts
  readonly #entries = new Map<MessageId, Entry>()
  /** Whether the shelf keeps an entry, as far as it was asked to. */
  readonly #kept = new Map<MessageId, Promise<boolean>>()
  readonly #busy = new Set<ConversationId>()
  readonly #waits = new Map<ConversationId, ReturnType<typeof setTimeout>>()
  #shelf: Shelf | null = null
  #unwatch: (() => void) | null = null
  #connected = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** It is known now who the user is: takes up what his former pages left, and what his other ones do. */
  async start(shelf: Shelf): Promise<void> {
    this.#shelf = shelf
    this.#unwatch = shelf.watch(() => void this.#look(shelf))
    for (const entry of this.#entries.values()) this.#keep(entry)
    await this.#look(shelf)
  }

  stop(): void {
    this.pause()
    this.#unwatch?.()
  }

  resume(): void {
    this.#connected = true
    for (const { conversation } of this.#entries.values()) this.#send(conversation)
  }

  pause(): void {
    this.#connected = false
    for (const timer of this.#waits.values()) clearTimeout(timer)
    this.#waits.clear()
  }

  /** Forgets everything, on the shelf too. */
  async clear(): Promise<void> {
    const shelf = this.#shelf
    this.pause()
    this.#shelf = null
    this.#entries.clear()
    this.#kept.clear()
    await shelf?.clear()
    this.stop()
  }

  add(entry: Entry): void {
    this.#change(entry)
    this.#send(entry.conversation)
  }

  of(conversation: ConversationId): Entry[] {
    return [...this.#entries.values()].filter((entry) => entry.conversation === conversation)
  }

  /** False when it holds no such message. */
  retry(id: MessageId): boolean {
    const entry = this.#entries.get(id)
    if (!entry) return false
    this.add({ ...entry, failure: null })
    return true
  }

  discard(id: MessageId): boolean {
    const entry = this.#entries.get(id)
    if (!entry) return false
    this.#forget(entry)
    this.#parts.gone(entry)
    return true
  }

  /** Makes of the entries what other tabs have made of the shelf. */
  async #look(shelf: Shelf): Promise<void> {
    const before = new Map(this.#kept)
    // What this tab changes meanwhile is newer than what is read here.
    const untouched = (id: MessageId) => this.#shelf === shelf && this.#kept.get(id) === before.get(id)
    for (const entry of await shelf.all()) if (untouched(entry.id)) this.#take(entry)
    for (const [id, kept] of before) {
      const gone = (await kept) && !(await shelf.has(id))
      if (gone && untouched(id)) this.#drop(id)
    }
  }

  #take(entry: Entry): void {
    const known = this.#entries.get(entry.id)
    if (known && known.failure?.message === entry.failure?.message) return
    this.#entries.set(entry.id, entry)
    this.#kept.set(entry.id, Promise.resolve(true))
    this.#parts.show(entry)
    void this.#send(entry.conversation)
  }

  #drop(id: MessageId): void {
    const entry = this.#entries.get(id)
    this.#entries.delete(id)
    this.#kept.delete(id)
    if (entry) this.#parts.gone(entry)
  }

  /** Sends one after the other; the next only when the server has answered to the one before. */
  async #send(conversation: ConversationId): Promise<void> {
    if (this.#busy.has(conversation)) return
    this.#busy.add(conversation)
    for (let entry = this.#next(conversation); entry && this.#ready(conversation); entry = this.#next(conversation)) {
      const { id } = entry
      await this.#parts.exclusively(conversation, () => this.#attempt(id))
    }
    this.#busy.delete(conversation)
  }

  #ready(conversation: ConversationId): boolean {
    return this.#connected && !this.#waits.has(conversation)
  }

  /** Ids are made in the order of writing. */
  #next(conversation: ConversationId): Entry | undefined {
    return this.of(conversation)
      .filter((entry) => entry.failure === null)
      .sort((a, b) => (a.id < b.id ? -1 : 1))[0]
  }

  async #attempt(id: MessageId): Promise<void> {
    const here = (await this.#kept.get(id)) !== true || (await this.#shelf?.has(id)) !== false
    const entry = this.#entries.get(id)
    if (!entry || !this.#ready(entry.conversation)) return
    if (!here) return this.#drop(id)
    const age = this.#parts.age()
    const { conversation, text, replyTo } = entry
    const answer = await this.#parts.ask('message.send', { id, conversation, text, ...(replyTo && { replyTo }) })
    if (this.#entries.get(id) !== entry) return
    if (answer.ok) {
      this.#forget(entry)
      if (age === this.#parts.age()) this.#parts.acknowledged(entry, answer.result)
      else this.#parts.gone(entry)
    } else if (answer.error.code === takenBack) this.discard(id)
    else if (passing.has(answer.error.code)) this.#wait(conversation, answer.error)
    else this.#change({ ...entry, failure: answer.error })
  }

  #wait(conversation: ConversationId, { retryAfterMs = waitMs }: Failure): void {
    if (!this.#connected) return
    const timer = setTimeout(() => {
      this.#waits.delete(conversation)
      void this.#send(conversation)
    }, retryAfterMs)
    this.#waits.set(conversation, timer)
  }

  #change(entry: Entry): void {
    this.#entries.set(entry.id, entry)
    this.#keep(entry)
    this.#parts.show(entry)
  }

  #keep(entry: Entry): void {
    if (this.#shelf) this.#kept.set(entry.id, this.#shelf.put(entry))
  }

  #forget({ id }: Entry): void {
    this.#entries.delete(id)
    this.#kept.delete(id)
    void this.#shelf?.remove(id)
  }
}

/** Web Locks where the browser has them and allows them; else each tab sends, and the server knows the second one by its id. */
export function lockedBetweenTabs(locks: LockManager | undefined): Parts['exclusively'] {
  return async (name, work) => {
    if (!locks) return work()
    let begun = false
    const begin = () => {
      begun = true
      return work()
    }
    await locks.request(`parley outbox ${name}`, begin).catch(() => (begun ? undefined : work()))
  }
}

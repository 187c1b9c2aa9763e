import type { ConversationId, MessageId } from '../contract/ids.ts'
import type { Ask } from './connection.ts'
import { applyPage, forget, isStored, pageFailed, startPage, startStretch } from './replica.ts'
import { isLoaded } from './stretch.ts'
import type { World } from './world.ts'

interface Parts {
  readonly ask: Ask
  readonly world: World
  /** So many closed conversations are kept fresh, so that going back to one shows it at once. */
  readonly keptClosed: number
  /** A conversation was put on screen, so far without any message. */
  started(conversation: ConversationId): void
}

const pageSize = 50

/** Loads messages page by page, and decides of which conversations messages are kept at all (S11). */
export class Pages {
  readonly #parts: Parts
  /** How many places on screen show a conversation; 0 for those that are only kept. Latest last. */
  readonly #places = new Map<ConversationId, number>()
  /** The page under way of each conversation. One that is no longer in here when it comes is ignored. */
  readonly #underWay = new Map<ConversationId, Promise<void>>()
  #connected = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  open(conversation: ConversationId): void {
    const count = this.#places.get(conversation) ?? 0
    this.#places.delete(conversation)
    this.#places.set(conversation, count + 1)
    this.#ensure(conversation)
  }

  close(conversation: ConversationId): void {
    const count = this.#places.get(conversation)
    if (count === undefined) return
    this.#places.set(conversation, Math.max(0, count - 1))
    const closed = [...this.#places].filter(([, count]) => count === 0).map(([id]) => id)
    for (const id of closed.slice(0, Math.max(0, closed.length - this.#parts.keptClosed))) {
      this.#places.delete(id)
      this.#drop(id)
    }
  }

  async older(conversation: ConversationId): Promise<void> {
    const stretch = this.#parts.world.get().stretches[conversation]
    if (this.#connected && stretch && !stretch.start) await this.#load(conversation)
  }

  /** The replica is connected and complete: loads what is open and missing. */
  resume(): void {
    this.#connected = true
    for (const conversation of this.#places.keys()) this.#ensure(conversation)
  }

  pause(): void {
    this.#connected = false
  }

  /** The replica changed: conversations on screen that it lost (a start over, a room left and joined again) begin anew. */
  restore(): void {
    const { stretches, tables } = this.#parts.world.get()
    for (const conversation of this.#places.keys()) {
      if (!stretches[conversation] && tables.conversation[conversation]) this.#ensure(conversation)
    }
  }

  /** Something may be missing in what is loaded of this conversation: begins again, if it is kept at all. */
  reload(conversation: ConversationId): void {
    this.#drop(conversation)
    if (this.#places.has(conversation)) this.#ensure(conversation)
  }

  #ensure(conversation: ConversationId): void {
    const { world, started } = this.#parts
    if (!world.get().stretches[conversation]) {
      this.#underWay.delete(conversation)
      world.update((replica) => startStretch(replica, conversation))
      started(conversation)
    }
    const stretch = world.get().stretches[conversation]
    if (this.#connected && stretch && !isLoaded(stretch)) void this.#load(conversation)
  }

  #load(conversation: ConversationId): Promise<void> {
    const running = this.#underWay.get(conversation)
    if (running) return running
    const page = this.#loadPage(conversation, () => this.#underWay.get(conversation) === page)
    this.#underWay.set(conversation, page)
    return page
  }

  async #loadPage(conversation: ConversationId, wanted: () => boolean): Promise<void> {
    const { ask, world } = this.#parts
    const before = this.#oldest(conversation)
    world.update((replica) => startPage(replica, conversation))
    const answer = await ask('message.page', { conversation, limit: pageSize, ...(before && { before }) })
    if (!wanted()) return
    this.#underWay.delete(conversation)
    if (answer.ok) world.update((replica) => applyPage(replica, conversation, answer.result))
    else world.update((replica) => pageFailed(replica, conversation, this.#connected ? answer.error.message : null))
  }

  #oldest(conversation: ConversationId): MessageId | undefined {
    const replica = this.#parts.world.get()
    const stretch = replica.stretches[conversation]
    return stretch && isLoaded(stretch) ? stretch.order.find((id) => isStored(replica, id)) : undefined
  }

  #drop(conversation: ConversationId): void {
    this.#underWay.delete(conversation)
    this.#parts.world.update((replica) => forget(replica, conversation))
  }
}

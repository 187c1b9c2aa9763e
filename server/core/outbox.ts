import { Refused } from '../../contract/errors.ts'
import type { AccountId, ConversationId, MessageId } from '../../contract/ids.ts'
import type { MessageStore, QueuedMessage, SendResult } from '../db/store.ts'
import type { NetworkError, NetworkEvent, Outgoing, Session } from '../networks/network.ts'
import { backoff } from './backoff.ts'
import { type Clock, pause } from './clock.ts'
import { asNetworkError, isRefused } from './faults.ts'
import type { Log } from './log.ts'
import { untilStored, whileFull } from './while-full.ts'

/** How many queued messages are looked at in one go. */
const page = 200
/** A harmless repeat is tried so often while the connection stays up; then the person decides. */
const mostRepeats = 5

export interface OutboxParts {
  readonly account: AccountId
  readonly epoch: number
  readonly store: Pick<MessageStore, 'queued' | 'sending' | 'finish'>
  /** The network makes repeats harmless (`Abilities.safeResend`). */
  readonly safeResend: boolean
  readonly clock: Clock
  readonly log: Log
  /** The lease is somebody else's by now (N9). */
  stale(): void
}

/** Hands what an account has queued to its session: first in, first out per conversation, conversations side by side (N13). */
export class Outbox {
  readonly #parts: OutboxParts
  readonly #busy = new Set<ConversationId>()
  /** Conversations that pause after a failure, with the failures in a row. */
  readonly #tries = new Map<ConversationId, number>()
  readonly #pauses = new Map<ConversationId, () => void>()
  /** Handed over without an answer: an event with their id will follow. */
  readonly #unanswered = new Set<MessageId>()
  #abort = new AbortController()
  #session: Session | null = null
  #pending = 0
  #reading = false
  #again = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
  }

  /** How many messages it has taken on that have not left yet. */
  get pending(): number {
    return this.#pending
  }

  /** The session has caught up: what an earlier one left without an answer will get none any more. */
  online(session: Session): void {
    this.#session = session
    this.#abort = new AbortController()
    const left = [...this.#unanswered]
    this.#unanswered.clear()
    void Promise.all(left.map((message) => this.#finish(message, this.#unclear(notAnswered)))).then(() => this.kick())
  }

  offline(): void {
    this.#session = null
    this.#abort.abort()
    for (const resume of this.#pauses.values()) resume()
    this.#pauses.clear()
    this.#tries.clear()
  }

  /** Events that were just stored: some may be the answer to what was sent. */
  confirmed(events: readonly NetworkEvent[]): void {
    for (const event of events) {
      if (event.type === 'message.sent' || event.type === 'message.failed') this.#unanswered.delete(event.txn as MessageId)
      if (event.type === 'message') this.#unanswered.delete(event.message.txn as MessageId)
    }
  }

  /** Something may be queued. */
  kick(): void {
    if (!this.#session) return
    if (this.#reading) this.#again = true
    else void this.#read()
  }

  async #read(): Promise<void> {
    this.#reading = true
    do {
      this.#again = false
      try {
        this.#start(await this.#parts.store.queued({ account: this.#parts.account, most: page }))
      } catch (error) {
        this.#parts.log.error({ account: this.#parts.account, err: error }, 'the queue could not be read')
        this.#readLater()
      }
    } while (this.#again)
    this.#reading = false
  }

  #readLater(): void {
    const { clock } = this.#parts
    void pause(clock, 1000 + backoff(2, clock.random()), this.#abort.signal).then(() => this.kick())
  }

  #start(queued: readonly QueuedMessage[]): void {
    const session = this.#session
    if (!session) return
    for (const [conversation, messages] of Map.groupBy(queued, (message) => message.conversation)) {
      if (this.#busy.has(conversation) || this.#pauses.has(conversation)) continue
      this.#busy.add(conversation)
      void this.#sendAll(session, conversation, messages)
    }
  }

  async #sendAll(session: Session, conversation: ConversationId, messages: readonly QueuedMessage[]): Promise<void> {
    this.#pending += messages.length
    let left = messages.length
    try {
      for (const message of messages) {
        if (this.#session !== session || !(await this.#send(session, message))) break
        this.#pending--
        left--
      }
    } catch (error) {
      if (isRefused(error, 'elsewhere')) this.#parts.stale()
      else this.#parts.log.error({ account: this.#parts.account, err: error }, 'a message could not be sent')
      this.#pause(conversation, 0)
    } finally {
      this.#pending -= left
      this.#busy.delete(conversation)
      this.kick()
    }
  }

  /** False when the conversation has to pause. */
  async #send(session: Session, message: QueuedMessage): Promise<boolean> {
    if (!(await this.#take(message.id))) return true
    try {
      const sent = await session.send(outgoing(message))
      this.#tries.delete(message.conversation)
      if (sent.state === 'sent') await this.#finish(message.id, sent)
      else this.#unanswered.add(message.id)
      return true
    } catch (error) {
      const failed = asNetworkError(error)
      const result = this.#judge(failed, message.conversation, session)
      await this.#finish(message.id, result)
      if (result.state === 'queued') this.#pause(message.conversation, failed.retryAfterMs ?? 0)
      return result.state !== 'queued'
    }
  }

  /** False when it was taken back meanwhile. */
  async #take(message: MessageId): Promise<boolean> {
    const { account, epoch, store, clock } = this.#parts
    try {
      return await whileFull(() => store.sending({ account, epoch, message }), clock, this.#abort.signal)
    } catch (error) {
      // It may have been stored, and only the answer was lost: without this it would be on its way for ever.
      if (!(error instanceof Refused)) await this.#finish(message, { state: 'queued' })
      throw error
    }
  }

  #judge(error: NetworkError, conversation: ConversationId, session: Session): SendResult {
    const repeats = this.#tries.get(conversation) ?? 0
    if (error.delivered === 'unknown') return repeats < mostRepeats ? this.#unclear(error) : { state: 'unsure', error: failure(error) }
    const later = error.code === 'offline' || this.#session !== session || error.retryAfterMs !== undefined
    return later ? { state: 'queued' } : { state: 'failed', error: failure(error) }
  }

  /** N13: it may have left. */
  #unclear(error: NetworkError | typeof notAnswered): SendResult {
    return this.#parts.safeResend ? { state: 'queued' } : { state: 'unsure', error: failure(error) }
  }

  async #finish(message: MessageId, result: SendResult): Promise<void> {
    const { account, epoch, store, clock, log } = this.#parts
    const failed = (err: unknown) => log.error({ account, message, err }, 'what became of a message could not be stored')
    const write = () =>
      store.finish({ account, epoch, message, result }).catch((error) => {
        if (!isRefused(error, 'elsewhere')) failed(error)
        throw error
      })
    // Nobody else knows what became of it, so it is told until it is stored.
    await untilStored(write, clock).catch((error) => isRefused(error, 'elsewhere') && this.#parts.stale())
  }

  #pause(conversation: ConversationId, atLeast: number): void {
    if (!this.#session || this.#pauses.has(conversation)) return
    const tries = this.#tries.get(conversation) ?? 0
    this.#tries.set(conversation, tries + 1)
    const resume = this.#parts.clock.after(Math.max(1000, backoff(tries, this.#parts.clock.random(), atLeast)), () => {
      this.#pauses.delete(conversation)
      this.kick()
    })
    this.#pauses.set(conversation, resume)
  }
}

const notAnswered = { code: 'timeout', message: 'The connection was lost before the network confirmed this message.' } as const

function failure({ code, message }: { code: NetworkError['code']; message: string }) {
  return { code, message }
}

function outgoing(message: QueuedMessage): Outgoing {
  return {
    conversation: message.conversationKey,
    txn: message.id,
    body: { kind: message.kind, text: message.text },
    ...(message.replyTo ? { replyTo: message.replyTo } : {}),
  }
}

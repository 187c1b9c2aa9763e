import type { AccountId } from '../../contract/ids.ts'
import type { IngestStore } from '../db/store.ts'
import { type Batch, NetworkError, type NetworkEvent } from '../networks/network.ts'
import type { Clock } from './clock.ts'
import { asNetworkError, isRefused } from './faults.ts'
import { whileFull } from './while-full.ts'

const mostEvents = 50

interface Waiting {
  readonly batch: Batch
  stored(): void
  refused(error: NetworkError): void
}

export interface IngestParts {
  readonly account: AccountId
  readonly epoch: number
  readonly store: Pick<IngestStore, 'apply'>
  readonly clock: Clock
  /** After the commit. */
  stored(events: readonly NetworkEvent[]): void
  /** A batch could not be stored: this session must end, because whatever it emits next would leave a hole (N3). */
  broken(error: NetworkError): void
  /** The lease is somebody else's by now (N9). */
  stale(): void
}

/** The one queue between a session and the store: batches in their order, small ones that wait together in one transaction. */
export class Ingest {
  readonly #parts: IngestParts
  readonly #abort = new AbortController()
  #queue: Waiting[] = []
  #closed: NetworkError | null = null
  #work: Promise<void> | null = null

  constructor(parts: IngestParts) {
    this.#parts = parts
  }

  /** Resolves after the commit; rejects with NetworkError when it cannot be stored, and from then on. */
  emit(batch: Batch): Promise<void> {
    if (this.#closed) return Promise.reject(this.#closed)
    if (batch.events.length > mostEvents) {
      const error = new NetworkError('bug', 'Something went wrong inside Parley.', { cause: `${batch.events.length} events in a batch` })
      this.#break(error)
      return Promise.reject(error)
    }
    return new Promise((stored, refused) => {
      this.#queue.splice(this.#place(batch), 0, { batch, stored, refused })
      this.#work ??= this.#store()
    })
  }

  /** How many batches are not stored yet. */
  get waiting(): number {
    return this.#queue.length
  }

  /** Something that was taken is not stored yet. */
  get storing(): boolean {
    return this.#work !== null
  }

  /** The session is over: takes nothing more; resolves when all that was taken is stored or refused. */
  async end(): Promise<void> {
    this.#closed ??= new NetworkError('offline', 'This connection has ended.')
    await this.#work
  }

  /** Gives up what waits: it was never acknowledged, so the network brings it again. */
  abandon(): void {
    this.#refuseAll(new NetworkError('offline', 'This connection has ended.'))
    this.#abort.abort()
  }

  /**
   * New messages pass caught-up history. Nothing with a checkpoint does: the checkpoint would cover history that is not
   * stored yet. Nothing else does either: an edit must not pass the message it is about.
   */
  #place(batch: Batch): number {
    let place = this.#queue.length
    if (batch.checkpoint !== undefined || !batch.events.every(isNew)) return place
    while (place > 0 && isHistory(this.#queue[place - 1]?.batch)) place--
    return place
  }

  async #store(): Promise<void> {
    while (this.#queue.length > 0) {
      const taken = this.#take()
      try {
        await this.#apply(taken)
        this.#tell(taken)
      } catch (error) {
        if (taken.length === 1) this.#refuse(taken, error)
        else await this.#oneByOne(taken)
      }
    }
    this.#work = null
  }

  /** One bad batch among merged ones must not cost those before it. */
  async #oneByOne(taken: readonly Waiting[]): Promise<void> {
    for (const [index, one] of taken.entries()) {
      try {
        await this.#apply([one])
        this.#tell([one])
      } catch (error) {
        this.#refuse(taken.slice(index), error)
        return
      }
    }
  }

  #take(): readonly Waiting[] {
    let events = 0
    const end = this.#queue.findIndex(({ batch }) => {
      events += batch.events.length
      return events > mostEvents
    })
    return this.#queue.splice(0, end === -1 ? this.#queue.length : end)
  }

  #apply(taken: readonly Waiting[]): Promise<void> {
    const { account, epoch, store, clock } = this.#parts
    const checkpoint = taken.findLast(({ batch }) => batch.checkpoint !== undefined)?.batch.checkpoint
    const events = taken.flatMap(({ batch }) => batch.events)
    const args = { account, epoch, events, at: clock.now(), ...(checkpoint === undefined ? {} : { checkpoint }) }
    return whileFull(() => store.apply(args), clock, this.#abort.signal)
  }

  #tell(taken: readonly Waiting[]): void {
    for (const one of taken) one.stored()
    this.#parts.stored(taken.flatMap(({ batch }) => batch.events))
  }

  #refuse(taken: readonly Waiting[], error: unknown): void {
    const stale = isRefused(error, 'elsewhere')
    const reason = stale ? new NetworkError('offline', 'This account is kept by another process by now.') : asNetworkError(error)
    if (stale) this.#parts.stale()
    this.#break(reason)
    for (const one of taken) one.refused(reason)
  }

  #break(error: NetworkError): void {
    this.#refuseAll(error)
    this.#parts.broken(error)
  }

  #refuseAll(error: NetworkError): void {
    this.#closed ??= error
    for (const one of this.#queue.splice(0)) one.refused(error)
  }
}

function isNew(event: NetworkEvent): boolean {
  return event.type === 'message' ? event.live : event.type === 'message.sent' || event.type === 'message.failed'
}

function isHistory(batch: Batch | undefined): boolean {
  return batch?.events.length !== 0 && batch?.events.every((event) => event.type === 'message' && !event.live) === true
}

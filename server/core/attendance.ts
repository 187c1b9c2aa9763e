import type { UserId } from '../../contract/ids.ts'
import type { Clock } from './clock.ts'

/** A page that loads again is back within this many ms. */
const graceMs = 10_000
/** So long after the last browser, sessions that need not stay online go to sleep. */
const sleepMs = 10 * 60_000

export type Attention = 'here' | 'idle' | 'absent'

export interface AttendanceParts {
  readonly clock: Clock
  /** The first browser of a user who was asleep. */
  woke(user: UserId): void
  slept(user: UserId): void
  /** His attention may be another by now. */
  changed(user: UserId): void
}

interface Record {
  /** Whether nobody touches it, per socket. */
  readonly sockets: Map<string, boolean>
  absent: boolean
  timer: (() => void) | null
}

/** Which users have a browser open, and whether they look at it. */
export class Attendance {
  readonly #parts: AttendanceParts
  readonly #records = new Map<UserId, Record>()

  constructor(parts: AttendanceParts) {
    this.#parts = parts
  }

  attach(user: UserId, socket: string): void {
    const known = this.#records.get(user)
    const record: Record = known ?? { sockets: new Map(), absent: true, timer: null }
    this.#records.set(user, record)
    record.timer?.()
    record.timer = null
    record.sockets.set(socket, false)
    record.absent = false
    if (!known) this.#parts.woke(user)
    this.#parts.changed(user)
  }

  detach(user: UserId, socket: string): void {
    const record = this.#records.get(user)
    if (!record?.sockets.delete(socket)) return
    if (record.sockets.size > 0) this.#parts.changed(user)
    else record.timer = this.#parts.clock.after(graceMs, () => this.#leave(user, record))
  }

  idle(user: UserId, socket: string, idle: boolean): void {
    const sockets = this.#records.get(user)?.sockets
    if (!sockets?.has(socket)) return
    sockets.set(socket, idle)
    this.#parts.changed(user)
  }

  attention(user: UserId): Attention {
    const record = this.#records.get(user)
    if (!record || record.absent) return 'absent'
    return record.sockets.size > 0 && [...record.sockets.values()].every((idle) => idle) ? 'idle' : 'here'
  }

  /** A browser is open, or was some minutes ago. */
  awake(user: UserId): boolean {
    return this.#records.has(user)
  }

  close(): void {
    for (const record of this.#records.values()) record.timer?.()
    this.#records.clear()
  }

  #leave(user: UserId, record: Record): void {
    record.absent = true
    record.timer = this.#parts.clock.after(sleepMs - graceMs, () => {
      this.#records.delete(user)
      this.#parts.slept(user)
    })
    this.#parts.changed(user)
  }
}

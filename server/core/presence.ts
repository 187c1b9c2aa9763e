import type { Show } from '../../contract/entities.ts'
import type { AccountId, UserId } from '../../contract/ids.ts'
import type { UserStore } from '../db/store.ts'
import type { OwnPresence, Session } from '../networks/network.ts'
import type { Attention } from './attendance.ts'
import type { Log } from './log.ts'

interface Chosen {
  readonly show: Show
  readonly status: string
}

/** What the networks are told: what the user has chosen, as far as he is there to stand by it. */
export function ownPresence({ show, status }: Chosen, attention: Attention): OwnPresence {
  const away = show === 'online' && attention !== 'here'
  return { show: away ? 'away' : show, text: status, absent: attention === 'absent' }
}

/** One session's ear: what it was told last, so that it hears only what is new. */
class Ear {
  readonly #session: Session
  readonly #log: Log
  #told: OwnPresence | null = null
  #next: OwnPresence | null = null
  #telling = false

  constructor(session: Session, log: Log) {
    this.#session = session
    this.#log = log
  }

  tell(presence: OwnPresence): void {
    this.#next = presence
    if (!this.#telling) void this.#tell()
  }

  /** One at a time; of what comes in meanwhile only the newest. */
  async #tell(): Promise<void> {
    this.#telling = true
    for (let next = this.#next; next && !same(next, this.#told); next = this.#next) {
      this.#told = next
      try {
        await this.#session.presence?.set(next)
      } catch (error) {
        this.#log.warn({ err: error }, 'a network did not take the presence')
      }
    }
    this.#telling = false
  }
}

function same(one: OwnPresence, other: OwnPresence | null): boolean {
  return one.show === other?.show && one.text === other.text && one.absent === other.absent
}

interface Record {
  chosen: Chosen | null
  /** Null while the account is on its way, or waits to try again. */
  readonly ears: Map<AccountId, Ear | null>
}

/** Tells every session of a user how he is: what he chose, whether he is idle, whether he is there at all. */
export class Presence {
  readonly #users: Pick<UserStore, 'get'>
  readonly #attention: (user: UserId) => Attention
  readonly #log: Log
  readonly #records = new Map<UserId, Record>()

  constructor(parts: { users: Pick<UserStore, 'get'>; attention(user: UserId): Attention; log: Log }) {
    this.#users = parts.users
    this.#attention = parts.attention
    this.#log = parts.log
  }

  /**
   * A session is about to be opened: gives what tells at any time how the user wants to be seen, for whoever hides must not be
   * seen for a moment. Rejects as the store does.
   */
  async opening(user: UserId, account: AccountId): Promise<() => OwnPresence> {
    const record = this.#record(user)
    record.ears.set(account, null)
    const { show, status } = await this.#users.get({ user })
    const chosen: Chosen = { show, status }
    record.chosen = chosen
    return () => ownPresence(record.chosen ?? chosen, this.#attention(user))
  }

  online(user: UserId, account: AccountId, session: Session): void {
    this.#record(user).ears.set(account, new Ear(session, this.#log))
    this.moved(user)
  }

  offline(user: UserId, account: AccountId): void {
    this.#records.get(user)?.ears.set(account, null)
  }

  /** It is not tried again. */
  ended(user: UserId, account: AccountId): void {
    const record = this.#records.get(user)
    record?.ears.delete(account)
    if (record?.ears.size === 0) this.#records.delete(user)
  }

  /** The user may have chosen something else. */
  async chosen(user: UserId): Promise<void> {
    const record = this.#records.get(user)
    if (!record) return
    try {
      const { show, status } = await this.#users.get({ user })
      record.chosen = { show, status }
      this.moved(user)
    } catch (error) {
      this.#log.error({ user, err: error }, 'what a user has chosen could not be read')
    }
  }

  /** His attention may have moved. */
  moved(user: UserId): void {
    const record = this.#records.get(user)
    if (!record) return
    // Not read yet, or it could not be read.
    if (!record.chosen) return void this.chosen(user)
    const presence = ownPresence(record.chosen, this.#attention(user))
    for (const ear of record.ears.values()) ear?.tell(presence)
  }

  #record(user: UserId): Record {
    const known = this.#records.get(user)
    if (known) return known
    const fresh: Record = { chosen: null, ears: new Map() }
    this.#records.set(user, fresh)
    return fresh
  }
}

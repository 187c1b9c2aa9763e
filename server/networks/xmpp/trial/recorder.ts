import type { AccountId } from '../../../../contract/ids.ts'
import type { Account, Batch, Hint, Incoming, NetworkEvent, OwnPresence, Service } from '../../network.ts'
import { personKey } from '../keys.ts'

type State = 'connecting' | 'syncing' | 'online'

/** A core in memory: stores what a session emits, as the real one does, and lets a test wait for it. */
export class Recorder implements Account {
  readonly id: AccountId
  readonly settings: Readonly<Record<string, string>>
  readonly secret: string
  readonly me
  readonly services: readonly Service[]
  presence: OwnPresence = { show: 'online', text: '', absent: false }
  checkpoint: string | null = null
  readonly events: NetworkEvent[] = []
  readonly batches: Batch[] = []
  readonly hints: Hint[] = []
  readonly states: State[] = []
  readonly logs: string[] = []
  /** When set, each batch waits for this before it is stored. */
  hold: Promise<void> | null = null
  readonly #watchers = new Set<() => void>()

  constructor(who: { jid: string; password: string; services?: readonly Service[]; id?: string }) {
    this.id = (who.id ?? '01890000-0000-7000-8000-0000aaaa0001') as AccountId
    this.settings = { jid: who.jid }
    this.secret = who.password
    this.services = who.services ?? []
    this.me = { key: personKey(who.jid), name: who.jid.split('@')[0] ?? '', address: who.jid }
  }

  async emit(batch: Batch): Promise<void> {
    await this.hold
    this.batches.push(batch)
    this.events.push(...batch.events)
    this.checkpoint = batch.checkpoint ?? this.checkpoint
    this.#changed()
  }

  hint(hint: Hint): void {
    this.hints.push(hint)
    this.#changed()
  }

  state(state: State): void {
    this.states.push(state)
    this.#changed()
  }

  log(event: string, detail?: Readonly<Record<string, unknown>>): void {
    this.logs.push(`${event} ${JSON.stringify(detail ?? {})}`)
  }

  /** Resolves with the first result that is not undefined or false, now or after any later change. */
  until<T>(look: (recorder: this) => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const watch = () => {
        const found = look(this)
        if (found === undefined || found === false) return
        this.#watchers.delete(watch)
        resolve(found)
      }
      this.#watchers.add(watch)
      watch()
    })
  }

  of<Type extends NetworkEvent['type']>(type: Type): Extract<NetworkEvent, { type: Type }>[] {
    return this.events.filter((event): event is Extract<NetworkEvent, { type: Type }> => event.type === type)
  }

  /** What is stored: each message once, known by any of its keys (N5), oldest first by when it was stored. */
  messages(): Incoming[] {
    const known = new Set<string>()
    return this.of('message').flatMap(({ message }) => {
      const names = message.keys.map((key) => `${message.conversation} ${key}`)
      const fresh = !names.some((name) => known.has(name))
      for (const name of names) known.add(name)
      return fresh ? [message] : []
    })
  }

  texts(): string[] {
    return this.messages().map((message) => message.text)
  }

  #changed(): void {
    for (const watch of [...this.#watchers]) watch()
  }
}

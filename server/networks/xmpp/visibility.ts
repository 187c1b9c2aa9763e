import type { OwnPresence } from '../network.ts'
import { catchUp } from './archive.ts'
import type { Bound } from './bound.ts'
import { ns } from './namespaces.ts'
import { availability } from './presence.ts'
import { el } from './wire/element.ts'
import { wire } from './wire/namespaces.ts'

/** While messages pass us by, because we hide or the archive failed, it is asked this often. */
const lookMs = 60_000

/** How others see us, and that nothing is missed meanwhile: who sends no presence is sent no messages (RFC 6121 §8.5.2). */
export class Visibility {
  readonly #bound: Bound
  #look: NodeJS.Timeout | null = null
  #looking: Promise<void> | null = null
  #over = false

  constructor(bound: Bound) {
    this.#bound = bound
  }

  async show(own: OwnPresence): Promise<void> {
    const before = this.#bound.own
    if (before && before.show === own.show && before.text === own.text && before.absent === own.absent) return
    this.#bound.own = own
    this.#tellServer(before, own)
    if (own.show === 'hidden') return this.#hide(before)
    this.#bound.stream.send(availability(own))
    if (before?.show === 'hidden') await this.refresh()
  }

  /** Fetches what the archive has and we have not. Failing is no reason to end the session: it is tried again. */
  async refresh(): Promise<void> {
    if (!this.#bound.archived) return
    this.#looking ??= this.#catchUp()
    await this.#looking
  }

  end(): void {
    this.#over = true
    if (this.#look) clearTimeout(this.#look)
  }

  async #catchUp(): Promise<void> {
    const bound = this.#bound
    bound.caughtUp = false
    try {
      await catchUp(bound)
      bound.caughtUp = bound.own !== null && bound.own.show !== 'hidden'
    } catch (error) {
      bound.account.log('archive', { error: String(error) })
    } finally {
      this.#looking = null
    }
    if (this.#look) clearTimeout(this.#look)
    this.#look = bound.caughtUp || this.#over ? null : setTimeout(() => void this.refresh(), lookMs).unref()
  }

  /** XEP-0352: with nobody in front of the screen the server may hold back what does not matter. After a resume some believe what they were told before. */
  #tellServer(before: OwnPresence | null, own: OwnPresence): void {
    const { stream } = this.#bound
    const believed = before ? before.absent : stream.resumed ? null : false
    if (believed === own.absent || !stream.heedsInactivity) return
    stream.tell(el(own.absent ? 'inactive' : 'active', wire.inactivity))
  }

  #hide(before: OwnPresence | null): void {
    const { account, stream, presences } = this.#bound
    this.#bound.caughtUp = false
    // Whoever has not been seen need not leave; but those who saw the stream that is resumed still do.
    if (before === null && !stream.resumed) return
    stream.send(el('presence', ns.client, { type: 'unavailable' }))
    for (const hint of presences.clear()) account.hint(hint)
    this.#look ??= setTimeout(() => void this.refresh(), lookMs).unref()
  }
}

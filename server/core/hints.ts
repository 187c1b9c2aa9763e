import type { AccountId, PersonId, UserId } from '../../contract/ids.ts'
import { limits } from '../../contract/limits.ts'
import type { Hint } from '../../contract/sync.ts'
import type { Clock } from './clock.ts'

/** Presence and members are told at most once in this many ms (S17). */
const gapMs = 1000
/** A session that is back within this many ms takes nobody offline. */
const blipMs = 5000

type Presence = Extract<Hint, { type: 'presence' }>
type Typing = Extract<Hint, { type: 'typing' }>

interface Bag {
  readonly presence: Map<PersonId, { account: AccountId; hint: Presence; at: number }>
  readonly typing: Map<string, { account: AccountId; hint: Typing; toldAt: number; cancel(): void }>
  /** Not told yet, by subject. */
  readonly due: Map<string, Hint>
  toldAt: number
  timer: (() => void) | null
}

/** What every user's browsers know that is never stored (S17). */
export class Hints {
  readonly #clock: Clock
  readonly #bags = new Map<UserId, Bag>()
  readonly #listeners = new Set<(user: UserId, hints: readonly Hint[]) => void>()
  readonly #blips = new Map<AccountId, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  onHints(listener: (user: UserId, hints: readonly Hint[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Everything in force. */
  of(user: UserId): readonly Hint[] {
    const bag = this.#bags.get(user)
    return bag ? [...bag.presence.values(), ...bag.typing.values()].map(({ hint }) => hint) : []
  }

  heard({ user, account }: { user: UserId; account: AccountId }, hint: Hint): void {
    const bag = this.#bag(user)
    if (hint.type === 'typing') this.#typing({ user, account }, bag, hint)
    else this.#due({ user, account }, bag, hint)
  }

  #due({ user, account }: { user: UserId; account: AccountId }, bag: Bag, hint: Hint): void {
    if (hint.type === 'presence') {
      const before = bag.presence.get(hint.person)?.hint
      if (hint.show === 'offline' && hint.text === '') bag.presence.delete(hint.person)
      else bag.presence.set(hint.person, { account, hint, at: this.#clock.now() })
      if (hint.show === before?.show && hint.text === before.text) return
      bag.due.set(hint.person, hint)
    } else if (hint.type === 'members') bag.due.set(hint.conversation, hint)
    this.#tellSoon(user, bag)
  }

  /** At once, to whoever listens. */
  tell(user: UserId, hints: readonly Hint[]): void {
    for (const listener of this.#listeners) listener(user, hints)
  }

  /** The session has ended: nobody types, and who is not heard of again soon is offline. */
  ended({ user, account }: { user: UserId; account: AccountId }): void {
    const bag = this.#bags.get(user)
    if (!bag) return
    for (const { account: of, hint } of [...bag.typing.values()]) {
      if (of === account) this.#typing({ user, account }, bag, { ...hint, on: false })
    }
    const endedAt = this.#clock.now()
    this.#blips.get(account)?.()
    const cancel = this.#clock.after(blipMs, () => {
      this.#blips.delete(account)
      this.#forget(user, account, endedAt)
    })
    this.#blips.set(account, cancel)
  }

  close(): void {
    for (const cancel of this.#blips.values()) cancel()
    for (const bag of this.#bags.values()) {
      bag.timer?.()
      for (const { cancel } of bag.typing.values()) cancel()
    }
    this.#bags.clear()
  }

  #bag(user: UserId): Bag {
    const known = this.#bags.get(user)
    if (known) return known
    const fresh: Bag = { presence: new Map(), typing: new Map(), due: new Map(), toldAt: 0, timer: null }
    this.#bags.set(user, fresh)
    return fresh
  }

  #typing(owner: { user: UserId; account: AccountId }, bag: Bag, hint: Typing): void {
    const about = `${hint.conversation} ${hint.person}`
    const before = bag.typing.get(about)
    before?.cancel()
    bag.typing.delete(about)
    const now = this.#clock.now()
    // Browsers stop believing it after a while, so whoever goes on typing is told again, but not for every key he presses.
    const news = hint.on ? now - (before?.toldAt ?? 0) >= gapMs : before !== undefined
    if (hint.on) {
      const cancel = this.#clock.after(limits.typingMs, () => this.#typing(owner, bag, { ...hint, on: false }))
      bag.typing.set(about, { account: owner.account, hint, toldAt: news ? now : (before?.toldAt ?? now), cancel })
    }
    if (news) this.tell(owner.user, [hint])
  }

  #tellSoon(user: UserId, bag: Bag): void {
    if (bag.timer) return
    const wait = bag.toldAt + gapMs - this.#clock.now()
    if (wait <= 0) this.#tellDue(user, bag)
    else bag.timer = this.#clock.after(wait, () => this.#tellDue(user, bag))
  }

  #tellDue(user: UserId, bag: Bag): void {
    bag.timer = null
    bag.toldAt = this.#clock.now()
    const hints = [...bag.due.values()]
    bag.due.clear()
    if (hints.length > 0) this.tell(user, hints)
  }

  #forget(user: UserId, account: AccountId, endedAt: number): void {
    const bag = this.#bags.get(user)
    if (!bag) return
    for (const [person, { account: of, hint, at }] of bag.presence) {
      if (of !== account || at > endedAt) continue
      bag.presence.delete(person)
      bag.due.set(person, { ...hint, show: 'offline', text: '' })
    }
    this.#tellSoon(user, bag)
    if (bag.presence.size + bag.typing.size + bag.due.size === 0) this.#bags.delete(user)
  }
}

import type { AccountId, UserId } from '../../contract/ids.ts'
import type { Hint, LinkState } from '../../contract/sync.ts'
import type { Clock } from './clock.ts'
import { Link, type Shown } from './link.ts'

/** The link states of the accounts that run here or whose user looks. */
export class Links {
  readonly #clock: Clock
  readonly #show: (user: UserId, hint: Hint) => void
  readonly #links = new Map<AccountId, { readonly user: UserId; readonly link: Link }>()

  constructor(clock: Clock, show: (user: UserId, hint: Hint) => void) {
    this.#clock = clock
    this.#show = show
  }

  set({ user, account }: { user: UserId; account: AccountId }, state: LinkState, until: number | null = null): void {
    const known = this.#links.get(account)
    const link = known?.link ?? new Link(this.#clock, (shown) => this.#show(user, hint(account, shown)))
    if (!known) this.#links.set(account, { user, link })
    link.set(state, until)
  }

  /** As they are shown. */
  of(user: UserId): readonly Hint[] {
    return [...this.#links].filter(([, known]) => known.user === user).map(([account, { link }]) => hint(account, link.shown))
  }

  /** How it really is, whatever is shown. */
  get(account: AccountId): LinkState {
    return this.#links.get(account)?.link.now.state ?? 'asleep'
  }

  count(state: LinkState): number {
    return [...this.#links.values()].filter(({ link }) => link.now.state === state).length
  }

  forget(account: AccountId): void {
    this.#links.get(account)?.link.close()
    this.#links.delete(account)
  }

  close(): void {
    for (const { link } of this.#links.values()) link.close()
  }
}

function hint(account: AccountId, { state, until }: Shown): Hint {
  return { type: 'link', account, state, until }
}

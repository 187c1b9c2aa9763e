import type { ConversationId } from '../contract/ids.ts'
import { type Arrival, arrivals } from './arrivals.ts'
import type { State } from './client.ts'
import type { Ask } from './connection.ts'
import type { Core, CoreListener } from './core.ts'
import { Drafts } from './drafts.ts'
import { watchIdle } from './idle.ts'
import { watchLooking } from './looking.ts'
import { chime, notifyByBrowser, notifyOf, titled } from './notify.ts'
import { Receipts } from './receipts.ts'
import { abilitiesOf, unreadTotal } from './selectors.ts'
import { joinTabs, openChannel, type Tabs } from './tabs.ts'
import { Typing } from './typing.ts'

interface Parts {
  readonly core: Core
  readonly page: Document
  readonly locks: LockManager | undefined
  /** The person clicked a notification. */
  readonly openConversation: (conversation: ConversationId) => void
}

/** What a polite client tells and shows besides the messages: receipts, typing, drafts, idleness, notifications. */
export class Manners implements CoreListener {
  readonly drafts: Drafts
  readonly typing: Typing
  readonly #read: Receipts
  readonly #delivered: Receipts
  readonly #parts: Parts
  readonly #ask: Ask
  readonly #looking: ReturnType<typeof watchLooking>
  readonly #tabs: Tabs
  readonly #stops: readonly (() => void)[]
  #idle = false

  constructor(parts: Parts) {
    const { page, core } = parts
    this.#parts = parts
    this.#ask = core.connection.ask
    this.#looking = watchLooking(page)
    this.#tabs = joinTabs('parley tabs', { looking: this.#looking, locks: parts.locks, channel: openChannel('parley tabs') })
    this.drafts = new Drafts((conversation, text) => this.#done(this.#ask('conversation.draft', { conversation, text })))
    this.typing = new Typing((conversation, on) => this.#sayTyping(conversation, on))
    this.#read = this.#receipts('read')
    this.#delivered = this.#receipts('delivered')
    this.#stops = [this.#looking.onChange(() => this.#looked()), watchIdle(page, (idle) => this.#idled(idle)), this.#watchPage(page)]
  }

  online(): void {
    this.#delivered.resume()
    this.drafts.flush()
    if (this.#idle) this.#idled(true)
    this.#looked()
  }

  offline(): void {
    this.#delivered.pause()
    this.#read.pause()
  }

  changed(now: State, before: State, live: boolean): void {
    if (now.conversations === before.conversations) return
    const arrived = arrivals(before, now)
    for (const arrival of arrived) this.#deliver(arrival, now)
    if (live) this.#notify(arrived)
    this.#title(now)
  }

  /** The newest message of someone else that is on screen. */
  read(conversation: ConversationId): void {
    const { state } = this.#parts.core
    const here = state.conversations[conversation]
    const me = here && state.accounts[here.account]?.me
    const newest = state.stretches[conversation]?.order.findLast((id) => state.messages[id]?.from !== me)
    const message = newest && state.messages[newest]
    if (here && message && message.at > (here.readAt ?? 0)) this.#read.reached(conversation, { id: message.id, at: message.at })
  }

  stop(): void {
    this.offline()
    for (const stop of this.#stops) stop()
    this.#tabs.stop()
    this.drafts.stop()
    this.typing.stop()
    this.#read.stop()
    this.#delivered.stop()
  }

  async #done(answer: ReturnType<Ask>): Promise<boolean> {
    const answered = await answer
    return answered.ok || (answered.error.code !== 'offline' && answered.error.code !== 'timeout')
  }

  #receipts(kind: 'read' | 'delivered'): Receipts {
    return new Receipts((conversation, { id }) => this.#done(this.#ask('conversation.receipt', { conversation, message: id, kind })))
  }

  #deliver({ conversation, message }: Arrival, state: State): void {
    const wanted = state.me?.settings.sendReceipts && abilitiesOf(state, conversation.id)?.receipts !== 'none'
    if (wanted) this.#delivered.reached(conversation.id, { id: message.id, at: message.at })
  }

  #sayTyping(conversation: ConversationId, on: boolean): void {
    const { state } = this.#parts.core
    const wanted = state.me?.settings.sendTyping && abilitiesOf(state, conversation)?.typing !== 'none'
    if (wanted) void this.#ask('conversation.typing', { conversation, on })
  }

  /** Nothing counts as read while nobody looks. */
  #looked(): void {
    if (this.#looking.now() && this.#parts.core.state.phase === 'online') {
      this.#read.resume()
    } else {
      this.#read.flush()
      this.#read.pause()
    }
  }

  /** The last moment of the page in which anything can be said. */
  #leaving(): void {
    this.#read.flush()
    this.drafts.flush()
  }

  #idled(idle: boolean): void {
    this.#idle = idle
    void this.#ask('presence.idle', { idle })
  }

  #notify(arrived: readonly Arrival[]): void {
    notifyOf(arrived, {
      settings: () => this.#parts.core.state.me?.settings,
      quiet: () => this.#tabs.looking() || !this.#tabs.speaks(),
      open: this.#parts.openConversation,
      notify: notifyByBrowser,
      sound: chime,
    })
  }

  #title(state: State): void {
    const { page } = this.#parts
    const title = titled(page.title, unreadTotal(state.conversations))
    if (title !== page.title) page.title = title
  }

  /** A page that comes back to the front, or whose computer is back in the net, looks after its connection at once. */
  #watchPage(page: Document): () => void {
    const leave = new AbortController()
    const options = { signal: leave.signal }
    const wake = () => this.#parts.core.wake()
    page.addEventListener('visibilitychange', () => page.visibilityState === 'visible' && wake(), options)
    page.defaultView?.addEventListener('pageshow', wake, options)
    page.defaultView?.addEventListener('online', wake, options)
    page.defaultView?.addEventListener('pagehide', () => this.#leaving(), options)
    return () => leave.abort()
  }
}

import type { CommandName } from '../../contract/commands.ts'
import type { Answer } from '../../contract/errors.ts'
import type { FeedName } from '../../contract/ids.ts'
import type { Sync } from '../../contract/sync.ts'
import type { Ask, Connect, ConnectionOptions } from '../connection.ts'
import { refused, type TrialServer } from './server.ts'

interface Request {
  readonly name: CommandName
  readonly input: unknown
  readonly answer: (answer: Answer<unknown>) => void
  read: Answer<unknown> | null
}

/** A connection of which every step is made by the test: when the server reads, when an answer or a sync arrives, when it breaks. */
export class TrialLine {
  readonly requests: Request[] = []
  readonly syncs: Sync[] = []
  /** What else the server answers to. */
  readonly also = new Map<CommandName, (input: never) => Answer<unknown>>()
  connected = false
  #options: ConnectionOptions | null = null
  #cursors: Record<FeedName, number> = {}
  readonly #server: TrialServer

  constructor(server: TrialServer) {
    this.#server = server
  }

  readonly connect: Connect = (options) => {
    this.#options = options
    return { ask: this.#ask, open: () => undefined, close: () => this.drop(), hurry: () => undefined }
  }

  get listener() {
    if (!this.#options) throw new Error('nobody has connected')
    return this.#options.listener
  }

  up(): void {
    if (this.connected) return
    this.connected = true
    const { cursors } = this.listener.hello()
    this.#cursors = Object.keys(cursors).length > 0 ? { ...cursors } : this.#server.heads()
    this.listener.up()
  }

  /** Nothing that is under way arrives any more; what the server has read it has carried out all the same. */
  drop(): void {
    if (!this.connected) return
    this.connected = false
    this.syncs.length = 0
    this.listener.down()
    for (const request of this.requests.splice(0)) request.answer({ ok: false, error: { code: 'offline', message: 'offline' } })
  }

  /** The server looks for news in each feed and sends a page of it. */
  push(): void {
    if (!this.connected) return
    for (const [feed, head] of Object.entries(this.#server.heads()) as [FeedName, number][]) {
      // A feed that the browser does not know yet: it hears where it begins.
      const from = this.#cursors[feed] ?? head
      if (this.#cursors[feed] === undefined) this.syncs.push({ feed, from, to: from, changes: [] })
      const page = this.#server.changes(feed, from)
      if (page.reset) this.syncs.push({ feed, from: head, to: head, changes: [] })
      else if (page.to > from) this.syncs.push(page)
      this.#cursors[feed] = page.reset ? head : page.to
    }
  }

  deliver(): void {
    const sync = this.syncs.shift()
    if (sync) this.listener.sync(sync)
  }

  /** The server carries out one of the requests. */
  read(n: number): void {
    const unread = this.requests.filter(({ read }) => read === null)
    const request = unread[n % unread.length]
    if (request) request.read = this.#carryOut(request)
  }

  /** The server cannot carry out one of the requests for a page. */
  refusePage(n: number): void {
    const pages = this.requests.filter(({ name, read }) => name === 'message.page' && read === null)
    const request = pages[n % pages.length]
    if (request) request.read = refused('forbidden')
  }

  /** One of the answers that are under way arrives. */
  answer(n: number): void {
    const ready = this.requests.filter(({ read }) => read !== null)
    const request = ready[n % ready.length]
    if (!request?.read) return
    this.requests.splice(this.requests.indexOf(request), 1)
    request.answer(request.read)
  }

  /** Everything that is under way arrives, and what it leads to, until nothing moves any more. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      await turn()
      this.push()
      if (this.syncs.length + this.requests.length > 0) quiet = 0
      while (this.syncs.length > 0) this.deliver()
      while (this.requests.length > 0) {
        this.read(0)
        this.answer(0)
      }
    }
  }

  readonly #ask = ((name, input) => {
    if (!this.connected) return Promise.resolve({ ok: false, error: { code: 'offline', message: 'offline' } })
    return new Promise((answer) => this.requests.push({ name, input, answer: answer as Request['answer'], read: null }))
  }) as Ask

  #carryOut({ name, input }: Request): Answer<unknown> {
    const also = this.also.get(name)
    if (also) return also(input as never)
    if (name === 'sync.snapshot') return { ok: true, result: this.#server.snapshot() }
    if (name === 'message.page') return this.#server.page(input as never)
    if (name === 'message.send') return this.#server.send(input as never)
    if (name !== 'sync.pull') return { ok: true, result: null }
    const { feed, from } = input as { feed: FeedName; from: number }
    return feed in this.#server.heads() ? { ok: true, result: this.#server.changes(feed, from) } : refused('not-found')
  }
}

/** Lets everything run that waits for nothing but its turn. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

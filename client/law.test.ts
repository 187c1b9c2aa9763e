import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '../contract/entities.ts'
import type { ConversationId } from '../contract/ids.ts'
import { Core } from './core.ts'
import { compareShown, covers, isLoaded, type KnownStretch } from './stretch.ts'
import { TrialLine, turn } from './trial/line.ts'
import { memoryShelf } from './trial/memory-shelf.ts'
import { TrialServer } from './trial/server.ts'
import { account, contact, contactId, conversation, conversationId, message, messageId, mine } from './trial/things.ts'

const conversations = [1, 2, 3].map(conversationId)
const largeRoom = conversationId(3)

/** A browser and a server with everything that can happen between them. `n` chooses among what is there. */
class Trial {
  readonly server = new TrialServer()
  readonly line = new TrialLine(this.server)
  readonly core: Core
  readonly #opened: ConversationId[] = []
  #made = 0
  #came = 1
  #lost = false

  constructor() {
    this.server.largeRooms.add(largeRoom)
    for (const n of [1, 2, 3]) this.server.put('conversation', conversationId(n), conversation(n))
    for (let n = 0; n < 12; n++) this.steps.write(n)
    const shelf = memoryShelf()
    this.core = new Core({ say: (code) => code, connect: this.line.connect, shelf: () => shelf, locks: undefined, keptClosed: 1 })
    this.core.start({ online: () => undefined, offline: () => undefined, changed: () => undefined })
  }

  readonly steps = {
    write: (n: number) => {
      const place = this.#conversation(n)
      const from = n % 5 === 0 ? mine : message(0).from
      const state = n % 4 === 0 ? 'queued' : 'sent'
      this.#made++
      const written = message(this.#made, { conversation: place, from, state, at: this.server.now(n % 3) })
      this.server.put('message', written.id, written)
      this.#touchLast(place, written)
    },
    edit: (n: number) => this.#change(n, (one) => ({ ...one, text: `${one.text}!`, editedAt: this.server.now() })),
    /** The network answers: it has its own idea of when it was. */
    sent: (n: number) => this.#change(n, (one) => ({ ...one, state: 'sent', at: one.state === 'sent' ? one.at : this.server.now(n % 3) })),
    /** Only who is in a conversation can take a message back. */
    discard: (n: number) => this.#change(n, (one) => (this.server.isIn(one.conversation) ? null : one)),
    mute: (n: number) => this.#conversationNow(n, (one) => ({ ...one, muted: !one.muted })),
    contact: (n: number) => this.server.put('contact', contactId(n % 3), n % 4 === 0 ? null : contact(n % 3, { name: `Bob ${n}` })),
    account: (n: number) => this.server.put('account', account.id, { ...account, name: `Ann ${n}` }),
    leave: (n: number) => this.#conversationNow(n, (one) => (n % 2 === 0 ? null : { ...one, state: 'left' })),
    comeBack: (n: number) => {
      const id = this.#conversation(n)
      const gone = this.server.get('conversation', id)?.entity
      this.#came++
      if (gone?.state !== 'joined') this.server.put('conversation', id, conversation(conversations.indexOf(id) + 1, { since: this.#came }))
    },
    /** Out and in again before anybody has heard of it. */
    missSome: (n: number) => {
      this.steps.leave(n)
      for (let more = n % 4; more > 0; more--) this.steps.write(n)
      this.steps.comeBack(n)
    },
    prune: () => this.server.prune(),
    open: (n: number) => {
      this.#opened.push(this.#conversation(n))
      this.core.pages.open(this.#conversation(n))
    },
    close: (n: number) => {
      const id = this.#opened.splice(n % Math.max(1, this.#opened.length), 1)[0]
      if (id) this.core.pages.close(id)
    },
    older: (n: number) => void this.core.pages.older(this.#conversation(n)),
    say: (n: number) => {
      this.#made++
      const entry = { id: messageId(this.#made), conversation: this.#conversation(n), text: 'hello', replyTo: null, failure: null }
      this.core.outbox.add({ ...entry, at: this.server.now() })
    },
    push: () => this.line.push(),
    deliver: () => this.line.deliver(),
    loseSync: () => {
      if (this.line.syncs.shift()) this.#lost = true
    },
    refusePage: (n: number) => this.line.refusePage(n),
    grow: (n: number) => void this.server.largeRooms.add(this.#conversation(n)),
    read: (n: number) => this.line.read(n),
    answer: (n: number) => this.line.answer(n),
    up: () => this.line.up(),
    down: () => this.line.drop(),
    check: () => this.core.wake(),
  }

  /** S12: what is left when everything has arrived is what a fresh browser with the same pages would show. */
  async obeys(): Promise<void> {
    this.line.up()
    await this.line.settle()
    // That the last sync was lost is told by the next one; a page that failed is asked for by the person.
    if (this.#lost) this.core.wake()
    for (const id of this.#opened) if (this.core.state.stretches[id]?.failed) void this.core.pages.older(id)
    await this.line.settle()
    const { state } = this.core
    expect(state.phase).toBe('online')
    for (const kind of ['account', 'contact', 'conversation'] as const) {
      const entities = this.server.all(kind)
      expect(state[`${kind}s`]).toEqual(Object.fromEntries(entities.map((entity) => [entity.id, entity])))
    }
    for (const id of conversations) this.#stretchIsTrue(id)
    const joined = this.#opened.filter((id) => this.server.get('conversation', id)?.entity?.state === 'joined')
    for (const id of joined) expect(isLoaded(state.stretches[id] as KnownStretch)).toBe(true)
  }

  #stretchIsTrue(id: ConversationId): void {
    const { stretches, messages } = this.core.state
    const stretch = stretches[id] as KnownStretch | undefined
    // What the server refused stays on screen until the person has seen it, and is no part of the replica.
    const waiting = this.core.outbox.of(id).map((entry) => entry.id)
    const shown = Object.values(messages).filter((one) => one.conversation === id && !waiting.includes(one.id))
    if (!stretch) expect(shown).toEqual([])
    if (!stretch || this.server.get('conversation', id)?.entity?.state !== 'joined') return
    // Without a page there may be messages of this user all the same: he has just written them.
    const known = (one: Message) => covers(stretch, one) || (!isLoaded(stretch) && messages[one.id] !== undefined)
    const expected = this.server.messages(id).filter(known).sort(compareShown)
    expect(stretch.order.filter((one) => !waiting.includes(one)).map((one) => messages[one])).toEqual(expected)
    expect(shown.length).toBe(expected.length)
  }

  #conversation(n: number): ConversationId {
    return conversations[n % conversations.length] ?? largeRoom
  }

  #change(n: number, change: (message: Message) => Message | null): void {
    const all = this.server.all('message')
    const one = all[n % Math.max(1, all.length)]
    if (!one) return
    this.server.put('message', one.id, change(one))
  }

  #conversationNow(n: number, change: (one: ReturnType<typeof conversation>) => ReturnType<typeof conversation> | null): void {
    const one = this.server.get('conversation', this.#conversation(n))?.entity
    if (one?.state === 'joined') this.server.put('conversation', one.id, change(one))
  }

  #touchLast(place: ConversationId, { id, at, from, name, text }: Message): void {
    const one = this.server.get('conversation', place)?.entity
    if (one?.state === 'joined') this.server.put('conversation', place, { ...one, last: { id, at, from, name, text, deleted: false } })
  }
}

type StepName = keyof Trial['steps']
/** How often each happens: a browser reads and hears more than its user does. */
const weights: Record<StepName, number> = {
  write: 6,
  edit: 4,
  sent: 3,
  discard: 2,
  mute: 1,
  contact: 2,
  account: 1,
  leave: 1,
  comeBack: 2,
  missSome: 2,
  prune: 1,
  open: 3,
  close: 1,
  older: 4,
  say: 3,
  push: 8,
  deliver: 8,
  loseSync: 1,
  refusePage: 2,
  grow: 1,
  read: 10,
  answer: 8,
  up: 3,
  down: 1,
  check: 1,
}
const step = fc.tuple(
  fc.oneof(...(Object.keys(weights) as StepName[]).map((name) => ({ weight: weights[name], arbitrary: fc.constant(name) }))),
  fc.nat(60),
)

test('S12 whatever happens in whatever order, the replica ends up equal to a fresh one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 150, size: 'max' }), async (steps) => {
      const trial = new Trial()
      trial.line.up()
      for (const [name, n] of steps) {
        trial.steps[name](n)
        await turn()
      }
      await trial.obeys()
    }),
    { numRuns: 400 },
  )
})

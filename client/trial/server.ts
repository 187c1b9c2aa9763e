import type { Output, Parsed } from '../../contract/commands.ts'
import type { Message } from '../../contract/entities.ts'
import type { Answer } from '../../contract/errors.ts'
import type { ConversationId, FeedName, MessageId } from '../../contract/ids.ts'
import type { Change, Kind, Pulled, Snapshot } from '../../contract/sync.ts'
import { comparePlaces } from '../stretch.ts'
import { abilities, account, me, message, mine, userId } from './things.ts'

interface Row {
  readonly feed: FeedName
  readonly number: number
  readonly change: Change
}

export const userFeed = `u:${userId}` as FeedName
export const roomFeed = (room: ConversationId) => `r:${room}` as FeedName

/** A server in one piece of memory that keeps the S rules, with pages small enough for their ends to be met. */
export class TrialServer {
  /** Messages of these rooms are in the rooms' own feeds (S5). */
  readonly largeRooms = new Set<ConversationId>()
  pageSize = 3
  #rows = new Map<string, Row>()
  #heads = new Map<FeedName, number>([[userFeed, 0]])
  #floor = 0
  #clock = 1_000

  constructor() {
    this.put('me', me.id, me)
    this.put('account', account.id, account)
  }

  put<Of extends Kind>(kind: Of, id: string, entity: Extract<Change, { kind: Of }>['entity']): void {
    const before = this.#rows.get(id + kind)
    const named = entity ?? before?.change.entity
    const feed = named && 'replyTo' in named && this.largeRooms.has(named.conversation) ? roomFeed(named.conversation) : userFeed
    const change = { kind, id, rev: (before?.change.rev ?? 0) + 1, entity } as Change
    const missed = named && 'replyTo' in named && feed === userFeed && !this.isIn(named.conversation)
    if (missed) return void this.#rows.set(id + kind, { feed, number: before?.number ?? 0, change })
    const number = (this.#heads.get(feed) ?? 0) + 1
    this.#heads.set(feed, number)
    this.#rows.set(id + kind, { feed, number, change })
  }

  now(passed = 0): number {
    this.#clock += passed
    return this.#clock
  }

  get<Of extends Kind>(kind: Of, id: string): Extract<Change, { kind: Of }> | undefined {
    return this.#rows.get(id + kind)?.change as Extract<Change, { kind: Of }> | undefined
  }

  all<Of extends Kind>(kind: Of): NonNullable<Extract<Change, { kind: Of }>['entity']>[] {
    const changes = [...this.#rows.values()].map(({ change }) => change)
    return changes.flatMap((change) => (change.kind === kind && change.entity ? [change.entity] : [])) as never
  }

  messages(conversation: ConversationId): Message[] {
    return this.all('message')
      .filter((message) => message.conversation === conversation && this.#visible(message))
      .sort(comparePlaces)
  }

  isIn(conversation: ConversationId): boolean {
    return this.get('conversation', conversation)?.entity?.state === 'joined'
  }

  heads(): Record<FeedName, number> {
    return Object.fromEntries([...this.#heads].filter(([feed]) => this.#isReader(feed)))
  }

  /** Forgets where changes up to now stood: whoever has not read them starts over (S10). */
  prune(): void {
    this.#floor = this.#heads.get(userFeed) ?? 0
  }

  changes(feed: FeedName, from: number): Pulled {
    const head = this.#heads.get(feed) ?? 0
    if (from > head || (feed === userFeed && from < this.#floor)) return { reset: true }
    const rows = [...this.#rows.values()].filter((row) => row.feed === feed && row.number > from).sort((a, b) => a.number - b.number)
    const page = rows.slice(0, this.pageSize)
    const more = rows.length > page.length
    const changes = page.map(({ change }) => change).filter((change) => this.#mayKnow(change))
    return { reset: false, feed, from, to: more ? (page.at(-1)?.number ?? head) : head, changes, more }
  }

  snapshot(): Snapshot {
    const changes = [...this.#rows.values()].map(({ change }) => change).filter(({ kind, entity }) => kind !== 'message' && entity)
    const network = { id: account.network, name: 'House', mark: '', abilities: abilities(), logins: [] }
    return { cursors: this.heads(), changes, networks: [network] }
  }

  page({ conversation, before }: Parsed<'message.page'>): Answer<Output<'message.page'>> {
    if (!this.isIn(conversation)) return refused('not-found')
    const all = this.messages(conversation)
    const end = before ? all.findIndex(({ id }) => id === before) : all.length
    if (end < 0) return refused('not-found')
    const first = Math.max(0, end - this.pageSize)
    const messages = all.slice(first, end).map((entity) => ({ rev: this.get('message', entity.id)?.rev ?? 0, entity }))
    return { ok: true, result: { messages, start: first === 0 } }
  }

  send({ id, conversation, text }: Parsed<'message.send'>): Answer<Output<'message.send'>> {
    const known = this.get('message', id)
    if (known && (!known.entity || known.entity.conversation !== conversation)) return refused('conflict')
    if (!known && !this.isIn(conversation)) return refused('forbidden')
    if (!known) this.put('message', id, this.#written(id, conversation, text))
    const { rev, entity } = this.get('message', id) ?? {}
    return entity && rev !== undefined ? { ok: true, result: { rev, entity } } : refused('conflict')
  }

  #written(id: MessageId, conversation: ConversationId, text: string): Message {
    return message(0, { id, conversation, text, from: mine, name: me.name, at: this.now(1), state: 'queued' })
  }

  #isReader(feed: FeedName): boolean {
    return feed === userFeed || this.isIn(feed.slice(2) as ConversationId)
  }

  /** S6, S7. */
  #mayKnow({ kind, entity }: Change): boolean {
    return kind !== 'message' || !entity || (this.#visible(entity) && this.isIn(entity.conversation))
  }

  #visible({ from, state }: Message): boolean {
    return from === mine || state === 'sent'
  }
}

export function refused(code: 'not-found' | 'conflict' | 'forbidden' | 'throttled'): {
  ok: false
  error: { code: typeof code; message: string }
} {
  return { ok: false, error: { code, message: code } }
}

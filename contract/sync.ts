import { z } from 'zod'
import { Account, Contact, Conversation, Me, Message, NetworkInfo } from './entities.ts'
import { AccountId, ConversationId, FeedName, PersonId } from './ids.ts'

/** Raised by each change of the entity. Of two versions the higher one wins; a deletion counts as a version. */
const rev = z.int().nonnegative()
const change = <Kind extends string, Entity extends z.ZodType>(kind: Kind, entity: Entity) =>
  z.object({ kind: z.literal(kind), id: z.uuid(), rev, entity: entity.nullable() })

/** A whole entity as the reader sees it now, or null for "gone" (S3). */
export const Change = z.discriminatedUnion('kind', [
  change('me', Me),
  change('account', Account),
  change('contact', Contact),
  change('conversation', Conversation),
  change('message', Message),
])
export type Change = z.infer<typeof Change>
export type Kind = Change['kind']

/** Every change of one feed with a number in (from, to]. A reader whose cursor is not `from` has to pull. */
export const Sync = z.object({ feed: FeedName, from: z.int(), to: z.int(), changes: z.array(Change) })
export type Sync = z.infer<typeof Sync>

/** `more`: not at the head yet. `reset`: the cursor is too old or from another world, a snapshot is needed. */
export const Pulled = z.discriminatedUnion('reset', [
  Sync.extend({ reset: z.literal(false), more: z.boolean() }),
  z.object({ reset: z.literal(true) }),
])
export type Pulled = z.infer<typeof Pulled>

/** Everything but messages, with the cursor of each feed at which it was true. */
export const Snapshot = z.object({
  cursors: z.record(FeedName, z.int()),
  changes: z.array(Change),
  networks: z.array(NetworkInfo),
})
export type Snapshot = z.infer<typeof Snapshot>

/** Connection state of an account as shown to people; blips under 5 s are left out. */
export const LinkState = z.enum(['asleep', 'connecting', 'syncing', 'online', 'waiting', 'needs-you', 'off'])
export type LinkState = z.infer<typeof LinkState>

/** News worth nothing in a minute: never stored, may be dropped, sent again as a whole when a browser connects. */
export const Hint = z.discriminatedUnion('type', [
  z.object({ type: z.literal('typing'), conversation: ConversationId, person: PersonId, name: z.string(), on: z.boolean() }),
  z.object({ type: z.literal('presence'), person: PersonId, show: z.enum(['online', 'away', 'busy', 'offline']), text: z.string() }),
  z.object({ type: z.literal('link'), account: AccountId, state: LinkState, until: z.int().nullable() }),
  /** The members of a room changed: whoever shows them asks again. */
  z.object({ type: z.literal('members'), conversation: ConversationId }),
])
export type Hint = z.infer<typeof Hint>

/** The last word of the server before it closes the connection. */
export const Goodbye = z.enum(['restart', 'signed-out', 'update'])
export type Goodbye = z.infer<typeof Goodbye>

/** What a browser says when it connects. `cursors` empty: it has nothing yet and wants a snapshot first. */
export const Hello = z.object({
  token: z.string().max(200).optional(),
  protocol: z.int(),
  cursors: z.record(z.string(), z.int()),
})
export type Hello = z.infer<typeof Hello>

/** Server to browser. `hints` comes in batches, at most one a second for presence. */
export interface ServerEvents {
  sync(sync: Sync): void
  hints(hints: readonly Hint[]): void
  goodbye(why: Goodbye): void
}

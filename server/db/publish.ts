import type { ConversationId, FeedName, UserId } from '../../contract/ids.ts'
import { chunks, locked, type Tx } from './operation.ts'
import { statement } from './statement.ts'
import type { Pointer } from './touched.ts'

/**
 * The last step of every writing operation: puts what was touched into the feeds of those who see it, and returns the feeds
 * that got news. The counter rows stay locked until the commit, so numbers become visible in their order (S1); they are taken
 * last and in a fixed order, so that writers do not wait for each other longer than they must, and never in a ring.
 */
export async function publish(tx: Tx): Promise<readonly FeedName[]> {
  const pointers = new Map<string, Pointer>()
  for (const pointer of [...tx.touched.pointers, ...(await conversationPointers(tx))]) {
    pointers.set(`${pointer.feed} ${pointer.kind} ${pointer.entity}`, pointer)
  }
  const byFeed = Map.groupBy(pointers.values(), ({ feed }) => feed)
  const feeds = [...byFeed.keys()].sort()
  for (const some of chunks(feeds)) {
    const heads = await raise(tx, { feeds: some.map((feed) => ({ feed, head: byFeed.get(feed)?.length ?? 0, floor: 0 })) })
    const rows = heads.flatMap(({ feed, head }) => {
      const own = byFeed.get(feed) ?? []
      return own.map((pointer, i) => ({ ...pointer, seq: head - own.length + 1 + i, at: tx.now }))
    })
    for (const part of chunks(rows)) await move(tx, { rows: part })
  }
  return feeds as FeedName[]
}

const raise = statement((tx: Tx, { feeds }: { feeds: readonly { feed: string; head: number; floor: number }[] }) =>
  tx.db
    .insertInto('feeds')
    .values(feeds)
    .onConflict((on) => on.column('feed').doUpdateSet(({ ref, eb }) => ({ head: eb('feeds.head', '+', ref('excluded.head')) })))
    .returning(['feed', 'head']),
)

const move = statement((tx: Tx, { rows }: { rows: readonly (Pointer & { seq: number; at: number })[] }) =>
  tx.db
    .insertInto('changes')
    .values(rows)
    .onConflict((on) =>
      on.columns(['feed', 'kind', 'entity']).doUpdateSet(({ ref }) => ({ seq: ref('excluded.seq'), at: ref('excluded.at') })),
    ),
)

/** A conversation goes to all who are in it or invited, its messages to those who are in it; in large rooms to the room's feed (S5, S7). */
async function conversationPointers(tx: Tx): Promise<Pointer[]> {
  const { conversations, messages } = tx.touched
  const all = [...new Set([...conversations, ...messages.keys()])].sort()
  if (all.length === 0) return []
  const rooms = await ownFeeds(tx, all)
  const readers = await readersOf(tx, { all })
  const audience = [
    ...rooms.map((id) => ({ conversation: id, feed: `r:${id}`, inside: true })),
    ...readers.map(({ conversation, user, state }) => ({ conversation, feed: `u:${user as UserId}`, inside: state === 'joined' })),
  ]
  const about = audience.filter(({ conversation }) => conversations.has(conversation))
  const within = audience.filter(({ inside }) => inside)
  return [
    ...about.map(({ feed, conversation }): Pointer => ({ feed, kind: 'conversation', entity: conversation })),
    ...within.flatMap(({ feed, conversation }) =>
      [...(messages.get(conversation) ?? [])].map((id): Pointer => ({ feed, kind: 'message', entity: id })),
    ),
  ]
}

const readersOf = statement((tx: Tx, { all }: { all: readonly ConversationId[] }) =>
  tx.db
    .selectFrom('memberships as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation')
    .select(['m.conversation', 'm.user', 'm.state'])
    .where('m.conversation', 'in', all)
    .where('m.user', 'is not', null)
    .where('m.state', 'in', ['joined', 'invited'])
    .where((eb) => eb.or([eb('c.own_feed', '=', 0), eb('m.state', '=', 'invited')])),
)

/** Raises the `rev` of what changed; returns the conversations that have a feed of their own. Several are locked in a fixed order. */
async function ownFeeds(tx: Tx, all: readonly ConversationId[]): Promise<ConversationId[]> {
  if (tx.postgres && all.length > 1) await hold(tx, { all })
  const changed = [...tx.touched.conversations]
  const others = all.filter((id) => !tx.touched.conversations.has(id))
  const found = [
    ...(changed.length > 0 ? await raiseRevs(tx, { changed }) : []),
    ...(others.length > 0 ? await hold(tx, { all: others }) : []),
  ]
  return found.filter(({ own_feed }) => own_feed === 1).map(({ id }) => id)
}

const hold = statement((tx: Tx, { all }: { all: readonly ConversationId[] }) =>
  locked(tx, tx.db.selectFrom('conversations').select(['id', 'own_feed']).where('id', 'in', all).orderBy('id')),
)

const raiseRevs = statement((tx: Tx, { changed }: { changed: readonly ConversationId[] }) =>
  tx.db
    .updateTable('conversations')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('id', 'in', changed)
    .returning(['id', 'own_feed']),
)

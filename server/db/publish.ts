import type { ConversationId, FeedName, UserId } from '../../contract/ids.ts'
import { chunks, locked, type Tx } from './operation.ts'
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
    const heads = await raise(
      tx,
      some.map((feed) => ({ feed, by: byFeed.get(feed)?.length ?? 0 })),
    )
    const rows = heads.flatMap(({ feed, head }) => {
      const own = byFeed.get(feed) ?? []
      return own.map((pointer, i) => ({ ...pointer, seq: head - own.length + 1 + i, at: tx.now }))
    })
    await move(tx, rows)
  }
  return feeds as FeedName[]
}

async function raise({ db }: Tx, feeds: readonly { feed: string; by: number }[]) {
  return db
    .insertInto('feeds')
    .values(feeds.map(({ feed, by }) => ({ feed, head: by, floor: 0 })))
    .onConflict((on) => on.column('feed').doUpdateSet(({ ref, eb }) => ({ head: eb('feeds.head', '+', ref('excluded.head')) })))
    .returning(['feed', 'head'])
    .execute()
}

async function move({ db }: Tx, rows: readonly (Pointer & { seq: number; at: number })[]) {
  for (const some of chunks(rows)) {
    await db
      .insertInto('changes')
      .values(some)
      .onConflict((on) =>
        on.columns(['feed', 'kind', 'entity']).doUpdateSet(({ ref }) => ({ seq: ref('excluded.seq'), at: ref('excluded.at') })),
      )
      .execute()
  }
}

/** A conversation goes to all who are in it or invited, its messages to those who are in it; in large rooms to the room's feed (S5, S7). */
async function conversationPointers(tx: Tx): Promise<Pointer[]> {
  const { conversations, messages } = tx.touched
  const all = [...new Set([...conversations, ...messages.keys()])].sort()
  if (all.length === 0) return []
  const rooms = await ownFeeds(tx, all)
  const readers = await tx.db
    .selectFrom('memberships as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation')
    .select(['m.conversation', 'm.user', 'm.state'])
    .where('m.conversation', 'in', all)
    .where('m.user', 'is not', null)
    .where('m.state', 'in', ['joined', 'invited'])
    .where((eb) => eb.or([eb('c.own_feed', '=', 0), eb('m.state', '=', 'invited')]))
    .execute()
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

/** Raises the `rev` of what changed; returns the conversations that have a feed of their own. */
async function ownFeeds(tx: Tx, all: ConversationId[]): Promise<ConversationId[]> {
  const found = await locked(
    tx,
    tx.db.selectFrom('conversations').select(['id', 'own_feed']).where('id', 'in', all).orderBy('id'),
  ).execute()
  const changed = [...tx.touched.conversations]
  if (changed.length > 0) {
    await tx.db
      .updateTable('conversations')
      .set((eb) => ({ rev: eb('rev', '+', 1) }))
      .where('id', 'in', changed)
      .execute()
  }
  return found.filter(({ own_feed }) => own_feed === 1).map(({ id }) => id)
}

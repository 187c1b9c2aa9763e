import { sql } from 'kysely'
import { Refused } from '../../../contract/errors.ts'
import type { ConversationId, FeedName, MessageId, UserId } from '../../../contract/ids.ts'
import type { Change, Pulled } from '../../../contract/sync.ts'
import { read, type Tx, write } from '../operation.ts'
import { onePage } from '../page-length.ts'
import { statement } from '../statement.ts'
import type { FeedStore } from '../store.ts'
import { accountsOf } from '../views/accounts.ts'
import { type Changed, changesFor } from '../views/changes.ts'
import { contactsOf } from '../views/contacts.ts'
import { conversationsOf } from '../views/conversations.ts'
import { meOf } from '../views/me.ts'

type Args<Name extends keyof FeedStore> = Parameters<FeedStore[Name]>[0]

const userFeed = (user: UserId) => `u:${user}` as FeedName

export const heads = read((tx, { user }: Args<'heads'>) => headsOf(tx, user))

export const snapshot = read(async (tx, { user }: Args<'snapshot'>) => {
  const cursors = await headsOf(tx, user)
  const me = await meOf(tx, user)
  if (!me) throw new Refused('not-found', 'There is no such user.')
  const changes: Change[] = [
    { kind: 'me', id: user, ...me },
    ...(await accountsOf(tx, user)).map(({ rev, entity }): Change => ({ kind: 'account', id: entity.id, rev, entity })),
    ...(await contactsOf(tx, user)).map(({ id, rev, entity }): Change => ({ kind: 'contact', id, rev, entity })),
    ...(await conversationsOf(tx, user)).map((view): Change => ({ kind: 'conversation', ...view })),
  ]
  return { cursors, changes: changes.filter(({ entity }) => entity !== null) }
})

export const changes = read(async (tx, { user, feed, from, limit }: Args<'changes'>): Promise<Pulled> => {
  if (!(await reads(tx, user, feed))) throw new Refused('not-found', 'There is no such feed.')
  const { head, floor } = await placeOf(tx, feed)
  if (from < floor || from > head) return { reset: true }
  const rows = await after(tx, { feed, from, head, most: limit + 1 })
  const page = await fitting(tx, rows.slice(0, limit))
  const more = rows.length > page.length
  const to = more ? (page.at(-1)?.seq ?? from) : head
  return { reset: false, feed, from, to, more, changes: await changesFor(tx, user, page satisfies Changed[]) }
})

/** So few messages fit in any page, whatever their length. */
const alwaysFit = 8

async function fitting({ db }: Tx, rows: readonly ChangeRow[]): Promise<ChangeRow[]> {
  const messages = rows.flatMap(({ kind, entity }) => (kind === 'message' ? [entity as MessageId] : []))
  if (messages.length <= alwaysFit) return [...rows]
  const texts = await db
    .selectFrom('messages')
    .select(['id', sql<number>`length(text)`.as('length')])
    .where('id', 'in', messages)
    .execute()
  const lengths = new Map<string, number>(texts.map(({ id, length }) => [id, length]))
  return onePage(rows, ({ entity }) => lengths.get(entity) ?? 0)
}

type ChangeRow = Awaited<ReturnType<typeof after>>[number]
interface Stretch {
  readonly feed: FeedName
  readonly from: number
  readonly head: number
  readonly most: number
}
const after = statement(({ db }: Tx, { feed, from, head, most }: Stretch) =>
  db
    .selectFrom('changes')
    .select(['kind', 'entity', 'seq'])
    .where('feed', '=', feed)
    .where('seq', '>', from)
    .where('seq', '<=', head)
    .orderBy('seq')
    .limit(most),
)

export const prune = write(async (tx, { before, most }: Args<'prune'>) => {
  const old = await tx.db
    .selectFrom('changes')
    .select(['feed', 'entity', 'seq'])
    .where('kind', '=', sql.lit('message'))
    .where('at', '<', before)
    .orderBy('at')
    .limit(most)
    .execute()
  for (const [feed, rows] of Map.groupBy(old, (row) => row.feed)) {
    const upTo = Math.max(...rows.map(({ seq }) => seq))
    await tx.db
      .deleteFrom('changes')
      .where('feed', '=', feed)
      .where('kind', '=', 'message')
      .where(
        'entity',
        'in',
        rows.map(({ entity }) => entity),
      )
      .execute()
    await tx.db.updateTable('feeds').set({ floor: upTo }).where('feed', '=', feed).where('floor', '<', upTo).execute()
  }
  return old.length
})

async function headsOf(tx: Tx, user: UserId): Promise<Record<FeedName, number>> {
  const rooms = await ownFeedsOf(tx, { user })
  const feeds = [userFeed(user), ...rooms.map(({ id }) => `r:${id}` as FeedName)]
  const rows = await places(tx, { feeds })
  const found = new Map(rows.map(({ feed, head }) => [feed, head]))
  return Object.fromEntries(feeds.map((feed) => [feed, found.get(feed) ?? 0]))
}

/** The rooms with a feed of their own that this user is in (S5). */
const ownFeedsOf = statement(({ db }: Tx, { user, only }: { user: UserId; only?: ConversationId }) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation')
    .select('c.id')
    .where('m.user', '=', user)
    .where('m.state', '=', 'joined')
    .where('c.own_feed', '=', 1)
    .$if(only !== undefined, (query) => query.where('m.conversation', '=', only as ConversationId)),
)

async function reads(tx: Tx, user: UserId, feed: FeedName): Promise<boolean> {
  if (!feed.startsWith('r:')) return feed === userFeed(user)
  return (await ownFeedsOf(tx, { user, only: feed.slice(2) as ConversationId })).length > 0
}

async function placeOf(tx: Tx, feed: FeedName) {
  const [row] = await places(tx, { feeds: [feed] })
  return row ?? { head: 0, floor: 0 }
}

const places = statement(({ db }: Tx, { feeds }: { feeds: readonly FeedName[] }) =>
  db.selectFrom('feeds').select(['feed', 'head', 'floor']).where('feed', 'in', feeds),
)

import { sql } from 'kysely'
import type { Conversation } from '../../../contract/entities.ts'
import type { ConversationId, UserId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import { statement } from '../statement.ts'
import type { ConversationRow } from '../tables.ts'
import { avatarPath, shownName } from './people.ts'
import { watermarksOf } from './watermarks.ts'

/** What someone who has left goes on seeing: the conversation as it was then (S7). */
export type Frozen = Pick<ConversationRow, 'title' | 'topic' | 'public' | 'address' | 'members' | 'rev'>

export interface ConversationView {
  readonly id: ConversationId
  readonly rev: number
  /** null when it is off the list. */
  readonly entity: Conversation | null
}

/** Conversations as this user sees them; all of his without `ids`. Those he has no part in are left out. */
export async function conversationsOf(tx: Tx, user: UserId, ids?: readonly ConversationId[]): Promise<ConversationView[]> {
  if (ids?.length === 0) return []
  const rows = await select(tx, { user, ids })
  const watermarks = await watermarksOf(tx, rows)
  return rows.map((row) => {
    const shown: Frozen = row.frozen ? JSON.parse(row.frozen) : row
    const entity = row.account && row.state !== 'none' ? show(row, shown, watermarks.get(row.id) ?? []) : null
    return { id: row.id, rev: shown.rev + row.own_rev, entity }
  })
}

type Row = Awaited<ReturnType<typeof select>>[number]

function show(row: Row, shown: Frozen, watermarks: Conversation['watermarks']): Conversation {
  const direct = row.kind === 'direct' && row.other !== null
  const inside = row.state === 'joined'
  return {
    id: row.id,
    account: row.account as Conversation['account'],
    kind: row.kind,
    title: direct ? shownName(row.listed, row.person_name, row.person_address) : shown.title || shown.address,
    topic: shown.topic,
    address: direct ? (row.person_address ?? shown.address) : shown.address,
    avatar: direct ? avatarPath(row.avatar) : null,
    person: row.other,
    state: row.state as Conversation['state'],
    role: row.role,
    since: row.since,
    public: shown.public === 1,
    members: shown.members,
    last: inside ? last(row) : null,
    unread: inside ? row.unread : 0,
    readAt: row.read_at || null,
    draft: row.draft,
    muted: row.muted === 1,
    pinned: row.pinned === 1,
    archived: row.archived === 1,
    watermarks: inside ? watermarks : [],
    abilities: row.abilities ? JSON.parse(row.abilities) : null,
  }
}

const lastLength = 200

function last(row: Row): Conversation['last'] {
  if (!row.last || row.last_from === null || row.last_name === null) return null
  const { last: id, last_at: at, last_from: from, last_name: name } = row
  return { id, at, from, name, text: (row.last_text ?? '').slice(0, lastLength), deleted: row.last_deleted === 1 }
}

/** The index (conversation, at, id) is walked from the read mark on, for at most 100 messages of others. */
const unread = sql<number>`(select count(*) from (
  select 1 from messages x
  where x.conversation = m.conversation and (x.at, x.id) > (m.read_at, m.read_id)
    and x.author <> m.person and x.state = 'sent' and x.deleted = 0
  limit 100) counted)`

const select = statement(({ db }: Tx, { user, ids }: { user: UserId; ids: readonly ConversationId[] | undefined }) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('conversations as c', 'c.id', 'm.conversation')
    .leftJoin('people as p', 'p.id', 'm.other')
    .leftJoin('contacts as k', (on) => on.onRef('k.account', '=', 'm.account').onRef('k.person', '=', 'm.other').on('k.gone', '=', 0))
    .leftJoin('messages as l', 'l.id', 'c.last')
    .select(['c.id', 'c.kind', 'c.title', 'c.topic', 'c.public', 'c.address', 'c.members', 'c.own_feed', 'c.abilities'])
    .select(['c.last', 'c.last_at', 'c.rev', 'm.rev as own_rev', 'm.person', 'm.account', 'm.other', 'm.state', 'm.role'])
    .select(['m.draft', 'm.muted', 'm.pinned', 'm.archived', 'm.read_at', 'm.frozen', 'm.since'])
    .select(['p.name as person_name', 'p.address as person_address', 'p.avatar', 'k.name as listed'])
    .select(['l.author as last_from', 'l.name as last_name', 'l.text as last_text', 'l.deleted as last_deleted'])
    .select(unread.as('unread'))
    .where('m.user', '=', user)
    .$if(ids !== undefined, (query) => query.where('m.conversation', 'in', ids ?? [])),
)

import type { AccountId, ContactId, ConversationId, MessageId, UserId } from '../../../contract/ids.ts'
import type { Change, Kind } from '../../../contract/sync.ts'
import type { Tx } from '../operation.ts'
import { statement } from '../statement.ts'
import { accountsOf } from './accounts.ts'
import { contactsOf } from './contacts.ts'
import { conversationsOf } from './conversations.ts'
import { meOf } from './me.ts'
import { showMessages } from './messages.ts'

export interface Changed {
  readonly kind: Kind
  readonly entity: string
}

/** Higher than any version: an id whose row is gone never comes back. */
const goneForEver = Number.MAX_SAFE_INTEGER

/** The entities behind a page of changes as this user sees them now (S3), a few queries for all. What he may not see is left out (S7). */
export async function changesFor(tx: Tx, user: UserId, page: readonly Changed[]): Promise<Change[]> {
  const of = <Id>(kind: Kind) => page.filter((one) => one.kind === kind).map(({ entity }) => entity as Id)
  const accounts = of<AccountId>('account')
  const contacts = of<ContactId>('contact')
  const conversations = of<ConversationId>('conversation')
  return [
    ...(of('me').length > 0 ? await meChange(tx, user) : []),
    ...complete(
      'account',
      accounts,
      (await accountsOf(tx, user, accounts)).map(({ rev, entity }) => ({ id: entity.id, rev, entity })),
    ),
    ...complete(
      'contact',
      contacts,
      (await contactsOf(tx, user, contacts)).map(({ id, rev, entity }) => ({ id, rev, entity })),
    ),
    ...complete('conversation', conversations, await conversationsOf(tx, user, conversations)),
    ...(await messageChanges(tx, user, of<MessageId>('message'))),
  ]
}

interface View {
  readonly id: string
  readonly rev: number
  readonly entity: Change['entity']
}

/** Adds the news of those that are gone. */
function complete(kind: Kind, ids: readonly string[], found: readonly View[]): Change[] {
  const there = new Set(found.map(({ id }) => id))
  const gone = ids.filter((id) => !there.has(id)).map((id): View => ({ id, rev: goneForEver, entity: null }))
  return [...found, ...gone].map((view) => ({ kind, ...view }) as Change)
}

async function meChange(tx: Tx, user: UserId): Promise<Change[]> {
  const me = await meOf(tx, user)
  return me ? [{ kind: 'me', id: user, ...me }] : []
}

async function messageChanges(tx: Tx, user: UserId, ids: readonly MessageId[]): Promise<Change[]> {
  if (ids.length === 0) return []
  const rows = await messagesFor(tx, { user, ids })
  const mayKnow = rows.filter(({ standing, author, state, me }) => standing === 'joined' && (state === 'sent' || author === me))
  const gone = mayKnow.filter(({ gone }) => gone === 1).map(({ id, rev }): Change => ({ kind: 'message', id, rev, entity: null }))
  const there = await showMessages(
    tx,
    mayKnow.filter(({ gone }) => gone === 0),
  )
  const found = new Set(rows.map(({ id }) => id))
  return [
    ...there.map(({ rev, entity }): Change => ({ kind: 'message', id: entity.id, rev, entity })),
    ...gone,
    ...ids.filter((id) => !found.has(id)).map((id): Change => ({ kind: 'message', id, rev: goneForEver, entity: null })),
  ]
}

const messagesFor = statement(({ db }: Tx, { user, ids }: { user: UserId; ids: readonly MessageId[] }) =>
  db
    .selectFrom('messages as x')
    .leftJoin('memberships as m', (on) => on.onRef('m.conversation', '=', 'x.conversation').on('m.user', '=', user))
    .selectAll('x')
    .select(['m.state as standing', 'm.person as me'])
    .where('x.id', 'in', ids),
)

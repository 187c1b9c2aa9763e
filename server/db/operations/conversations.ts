import { v7 as uuid } from 'uuid'
import { Refused } from '../../../contract/errors.ts'
import type { PersonId } from '../../../contract/ids.ts'
import { read, type Tx, write } from '../operation.ts'
import type { ConversationPlace, ConversationStore } from '../store.ts'
import { flag } from '../tables.ts'
import { contactsOf } from '../views/contacts.ts'
import type { Frozen } from '../views/conversations.ts'
import { avatarPath } from '../views/people.ts'
import { changeOwn, standing, unknownConversation } from './standing.ts'

type Args<Name extends keyof ConversationStore> = Parameters<ConversationStore[Name]>[0]

export const place = read(async (tx, { user, conversation }: Args<'place'>): Promise<ConversationPlace> => {
  const { account, key, kind, state, role, other, abilities } = await standing(tx, user, conversation)
  return { account, key, kind, state, role, person: other, abilities: abilities ? JSON.parse(abilities) : null }
})

export const byKey = read(async ({ db }, { account, key }: Args<'byKey'>) => {
  const row = await db
    .selectFrom('conversations as c')
    .innerJoin('accounts as a', 'a.scope', 'c.scope')
    .innerJoin('memberships as m', (on) => on.onRef('m.conversation', '=', 'c.id').onRef('m.person', '=', 'a.person'))
    .select('c.id')
    .where('a.id', '=', account)
    .where('c.key', '=', key)
    .where('m.state', '<>', 'none')
    .executeTakeFirst()
  if (!row) throw unknownConversation()
  return row.id
})

export const set = write(async (tx, { user, conversation, muted, pinned, archived }: Args<'set'>) => {
  const mine = await standing(tx, user, conversation)
  await changeOwn(tx, mine, {
    muted: muted === undefined ? mine.muted : flag(muted),
    pinned: pinned === undefined ? mine.pinned : flag(pinned),
    archived: archived === undefined ? mine.archived : flag(archived),
  })
})

export const draft = write(async (tx, { user, conversation, text }: Args<'draft'>) => {
  const mine = await standing(tx, user, conversation)
  if (mine.draft !== text) await changeOwn(tx, mine, { draft: text })
})

export const forget = write(async (tx, { user, conversation }: Args<'forget'>) => {
  const mine = await standing(tx, user, conversation)
  if (mine.kind === 'room' && mine.state === 'joined') throw new Refused('conflict', 'Leave the room first.')
  // The row is where the ban is kept: without it he could come back.
  if (mine.state === 'banned') return changeOwn(tx, mine, { archived: 1, draft: '' })
  await changeOwn(tx, mine, { state: 'none', draft: '', frozen: mine.frozen ?? frozen({ ...mine, rev: mine.conversation_rev }) })
})

/** What somebody who leaves goes on seeing. */
export function frozen({ title, topic, public: open, address, members, rev }: Frozen): string {
  return JSON.stringify({ title, topic, public: open, address, members, rev } satisfies Frozen)
}

export const contact = read(async (tx, { user, contact: id }: Args<'contact'>) => {
  const [found] = await contactsOf(tx, user, [id])
  if (!found?.entity) throw new Refused('not-found', 'There is no such contact.')
  return { ...found.entity, key: found.key }
})

export const person = read(async (tx, { user, account, person: id }: Args<'person'>) => {
  const row = await tx.db
    .selectFrom('people as p')
    .innerJoin('accounts as a', 'a.scope', 'p.scope')
    .select(['p.key', 'p.user'])
    .where('p.id', '=', id)
    .where('a.id', '=', account)
    .where('a.user', '=', user)
    .executeTakeFirst()
  if (!row || (row.user !== null && !(await mayKnow(tx, { user, account, person: id })))) {
    throw new Refused('not-found', 'There is no such person.')
  }
  return { key: row.key }
})

/** People of a shared network are everybody's: one knows those on one's list and in one's conversations. */
async function mayKnow({ db }: Tx, { user, account, person: id }: Args<'person'>): Promise<boolean> {
  const listed = await db
    .selectFrom('contacts')
    .select('id')
    .where('account', '=', account)
    .where('person', '=', id)
    .where('gone', '=', 0)
    .executeTakeFirst()
  if (listed) return true
  const met = await db
    .selectFrom('memberships as mine')
    .innerJoin('memberships as theirs', 'theirs.conversation', 'mine.conversation')
    .select('mine.conversation')
    .where('mine.user', '=', user)
    .where('mine.state', '<>', 'none')
    .where('theirs.person', '=', id)
    .executeTakeFirst()
  return met !== undefined
}

export const people = write(async (tx, { account, people: known }: Args<'people'>) => {
  const keys = known.map(({ key }) => key)
  const owner = await tx.db.selectFrom('accounts').select('scope').where('id', '=', account).executeTakeFirst()
  if (!owner) throw new Refused('not-found', 'There is no such account.')
  const { scope } = owner
  const find = async () => {
    const rows = await tx.db
      .selectFrom('people')
      .select(['key', 'id', 'avatar'])
      .where('scope', '=', scope)
      .where('key', 'in', keys)
      .execute()
    return new Map(rows.map((row) => [row.key, row]))
  }
  if (keys.length === 0) return []
  let found = await find()
  const missing = known.filter(({ key }) => !found.has(key))
  if (missing.length > 0) {
    const rows = missing.map((one) => ({
      id: uuid() as PersonId,
      scope,
      key: one.key,
      name: one.name,
      address: one.address,
      avatar: null,
      user: null,
    }))
    await tx.db
      .insertInto('people')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .execute()
    found = await find()
  }
  return keys.map((key) => {
    const row = found.get(key)
    if (!row) throw new Error(`No person for key ${key}`)
    return { id: row.id, avatar: avatarPath(row.avatar) }
  })
})

export const history = read(async ({ db }, { conversation }: Args<'history'>) => {
  const row = await db
    .selectFrom('conversations')
    .select(['history_cursor', 'history_complete'])
    .where('id', '=', conversation)
    .executeTakeFirst()
  if (!row) throw unknownConversation()
  return { cursor: row.history_cursor, complete: row.history_complete === 1 }
})

export const historyReached = write(async ({ db }, { conversation, cursor, complete }: Args<'historyReached'>) => {
  await db
    .updateTable('conversations')
    .set({ history_cursor: cursor, history_complete: flag(complete) })
    .where('id', '=', conversation)
    .execute()
})

export const avatar = read(async ({ db }, { id }: Args<'avatar'>) => {
  const row = await db.selectFrom('avatars').select(['type', 'bytes']).where('hash', '=', id).executeTakeFirst()
  return row ?? null
})

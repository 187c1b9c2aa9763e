import { Refused } from '../../../contract/errors.ts'
import { read, type Tx, write } from '../operation.ts'
import type { Invite, InviteStore } from '../store.ts'
import { standing, unknownConversation } from './standing.ts'

type Args<Name extends keyof InviteStore> = Parameters<InviteStore[Name]>[0]

export const add = write(async (tx, { id, code, user, conversation, at, expiresAt }: Args<'add'>): Promise<Invite> => {
  if (conversation !== null && (await standing(tx, user, conversation)).state !== 'joined') throw unknownConversation()
  await tx.db.insertInto('invites').values({ id, code, user, conversation, created_at: at, expires_at: expiresAt, uses: 0 }).execute()
  const row = await select(tx).where('i.id', '=', id).executeTakeFirstOrThrow()
  return show(row)
})

export const of = read(async (tx, { user, at }: Args<'of'>) => {
  const rows = await select(tx)
    .where('i.user', '=', user)
    .where((eb) => eb.or([eb('i.expires_at', 'is', null), eb('i.expires_at', '>', at)]))
    .orderBy('i.created_at')
    .execute()
  return rows.map(show)
})

export const revoke = write(async ({ db }, { user, invite }: Args<'revoke'>) => {
  const gone = await db.deleteFrom('invites').where('id', '=', invite).where('user', '=', user).returning('id').executeTakeFirst()
  if (!gone) throw new Refused('not-found', 'There is no such invite link.')
})

export const get = read(async (tx, { code, at }: Args<'get'>) => {
  const row = await select(tx).where('i.code', '=', code).executeTakeFirst()
  if (!row || (row.expires_at !== null && row.expires_at <= at)) return null
  return { ...show(row), from: { name: row.from_name, login: row.login }, conversationKey: row.key }
})

export const used = write(async ({ db }, { invite }: Args<'used'>) => {
  await db
    .updateTable('invites')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('id', '=', invite)
    .execute()
})

/** A link into a room works, and tells its name, only as long as whoever made it is in there (S7). */
const select = ({ db }: Tx) =>
  db
    .selectFrom('invites as i')
    .innerJoin('users as u', 'u.id', 'i.user')
    .leftJoin('conversations as c', 'c.id', 'i.conversation')
    .leftJoin('memberships as m', (on) => on.onRef('m.conversation', '=', 'i.conversation').onRef('m.user', '=', 'i.user'))
    .selectAll('i')
    .select(['u.name as from_name', 'u.login', 'c.title', 'c.key'])
    .where((eb) => eb.or([eb('i.conversation', 'is', null), eb('m.state', '=', 'joined')]))

type Row = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>

const show = ({ id, code, user, conversation, title, created_at, expires_at, uses }: Row): Invite => ({
  id,
  code,
  user,
  conversation,
  title: title ?? '',
  createdAt: created_at,
  expiresAt: expires_at,
  uses,
})

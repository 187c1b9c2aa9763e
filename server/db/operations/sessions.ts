import { Refused } from '../../../contract/errors.ts'
import { read, type Tx, write } from '../operation.ts'
import type { UserStore } from '../store.ts'
import { unknownUser } from './users.ts'

type Args<Name extends keyof UserStore> = Parameters<UserStore[Name]>[0]

export const addSession = write(async (tx, { id, user, tokenHash, agent, at }: Args<'addSession'>) => {
  if (!(await seen(tx, user, at))) throw unknownUser()
  await tx.db.insertInto('sessions').values({ id, user, token_hash: tokenHash, agent, created_at: at, seen_at: at }).execute()
})

export const session = read(async ({ db }, { tokenHash }: Args<'session'>) => {
  const row = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user')
    .select(['s.id', 's.user', 's.seen_at', 'u.login', 'u.admin'])
    .where('s.token_hash', '=', tokenHash)
    .executeTakeFirst()
  if (!row) return null
  return { session: row.id, user: row.user, guest: row.login === null, admin: row.admin === 1, seenAt: row.seen_at }
})

/** Also what keeps a guest from being removed. */
export const touchSession = write(async (tx, { session: id, at }: Args<'touchSession'>) => {
  const row = await tx.db.updateTable('sessions').set({ seen_at: at }).where('id', '=', id).returning('user').executeTakeFirst()
  if (row) await seen(tx, row.user, at)
})

export const sessions = read(async ({ db }, { user }: Args<'sessions'>) => {
  const rows = await db.selectFrom('sessions').selectAll().where('user', '=', user).orderBy('seen_at', 'desc').execute()
  return rows.map(({ id, agent, created_at, seen_at }) => ({ id, agent, createdAt: created_at, seenAt: seen_at }))
})

export const removeSession = write(async ({ db }, { user, session: id }: Args<'removeSession'>) => {
  const gone = await db.deleteFrom('sessions').where('id', '=', id).where('user', '=', user).returning('id').executeTakeFirst()
  if (!gone) throw new Refused('not-found', 'There is no such session.')
})

export const removeSessions = write(async ({ db }, { before }: Args<'removeSessions'>) => {
  const { numDeletedRows } = await db.deleteFrom('sessions').where('seen_at', '<', before).executeTakeFirst()
  return Number(numDeletedRows)
})

async function seen({ db }: Tx, user: Args<'sessions'>['user'], at: number): Promise<boolean> {
  const row = await db.updateTable('users').set({ seen_at: at }).where('id', '=', user).returning('id').executeTakeFirst()
  return row !== undefined
}

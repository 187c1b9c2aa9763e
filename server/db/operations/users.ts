import type { Settings } from '../../../contract/entities.ts'
import { Refused } from '../../../contract/errors.ts'
import type { PersonKey } from '../../networks/network.ts'
import { read, type Tx, write } from '../operation.ts'
import type { NewUser, UserStore } from '../store.ts'
import { flag } from '../tables.ts'
import { meOf, personOf } from '../views/me.ts'
import { insertAccount } from './accounts.ts'
import { personChanged } from './people.ts'

type Args<Name extends keyof UserStore> = Parameters<UserStore[Name]>[0]

export const add = write(async (tx, user: NewUser) => {
  await refuseTaken(tx, user.login)
  const { id, login, name, admin, settings, home, at } = user
  await tx.db
    .insertInto('users')
    .values({
      id,
      login,
      name,
      password_hash: user.passwordHash,
      admin: flag(admin),
      settings: JSON.stringify(settings),
      show: 'online',
      status: '',
      seen_at: at,
      rev: 1,
    })
    .execute()
  const person = personOf(id)
  await tx.db
    .insertInto('people')
    .values({ id: person, scope: home.network, key: id as string as PersonKey, name, address: home.address, avatar: null, user: id })
    .execute()
  const { account, network, address } = home
  await insertAccount(tx, { id: account, user: id, network, scope: network, address, person, settings: '{}' }, '')
  tx.touched.own(id, 'me', id)
  tx.touched.own(id, 'account', home.account)
})

export const get = read(async (tx, { user }: Args<'get'>) => {
  const me = await meOf(tx, user)
  if (!me) throw unknownUser()
  return me.entity
})

export const byLogin = read(async ({ db }, { login }: Args<'byLogin'>) => {
  const row = await db.selectFrom('users').select(['id', 'password_hash']).where('login', '=', login).executeTakeFirst()
  return row?.password_hash ? { user: row.id, passwordHash: row.password_hash } : null
})

export const update = write(async (tx, { user, name, settings, show, status }: Args<'update'>) => {
  const row = await tx.db.selectFrom('users').selectAll().where('id', '=', user).executeTakeFirst()
  if (!row) throw unknownUser()
  const merged: Settings = { ...JSON.parse(row.settings), ...settings }
  await tx.db
    .updateTable('users')
    .set({
      name: name ?? row.name,
      show: show ?? row.show,
      status: status ?? row.status,
      settings: JSON.stringify(merged),
      rev: row.rev + 1,
    })
    .where('id', '=', user)
    .execute()
  tx.touched.own(user, 'me', user)
  if (name === undefined || name === row.name) return
  await tx.db.updateTable('people').set({ name }).where('id', '=', personOf(user)).execute()
  await personChanged(tx, personOf(user))
})

export const keep = write(async (tx, { user, login, passwordHash }: Args<'keep'>) => {
  const row = await tx.db.selectFrom('users').select(['login']).where('id', '=', user).executeTakeFirst()
  if (!row) throw unknownUser()
  if (row.login !== null) throw new Refused('forbidden', 'You have a login already.')
  await refuseTaken(tx, login)
  await tx.db
    .updateTable('users')
    .set((eb) => ({ login, password_hash: passwordHash, rev: eb('rev', '+', 1) }))
    .where('id', '=', user)
    .execute()
  await tx.db.updateTable('people').set({ address: login }).where('id', '=', personOf(user)).execute()
  await tx.db.updateTable('accounts').set({ address: login }).where('person', '=', personOf(user)).execute()
  tx.touched.own(user, 'me', user)
  await personChanged(tx, personOf(user))
})

export const claimed = read(async ({ db }) => {
  const admin = await db.selectFrom('users').select('id').where('admin', '=', 1).executeTakeFirst()
  return admin !== undefined
})

async function refuseTaken({ db }: Tx, login: string | null): Promise<void> {
  if (login === null) return
  const taken = await db.selectFrom('users').select('id').where('login', '=', login).executeTakeFirst()
  if (taken) throw new Refused('conflict', 'This name is taken. Please choose another one.')
}

export const unknownUser = () => new Refused('not-found', 'There is no such user.')

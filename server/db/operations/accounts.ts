import { v7 as uuid } from 'uuid'
import { Refused } from '../../../contract/errors.ts'
import type { AccountId, PersonId, UserId } from '../../../contract/ids.ts'
import { locked, read, type Tx, write } from '../operation.ts'
import type { AccountStore, OwnedAccount } from '../store.ts'
import { type AccountRow, flag } from '../tables.ts'
import { accountsOf } from '../views/accounts.ts'
import { eraseAccount } from './erase.ts'

type Args<Name extends keyof AccountStore> = Parameters<AccountStore[Name]>[0]

export const add = write(async (tx, { id, user, network, address, settings, secret, me }: Args<'add'>) => {
  const taken = await tx.db
    .selectFrom('accounts')
    .select('id')
    .where('user', '=', user)
    .where('network', '=', network)
    .where('address', '=', address)
    .executeTakeFirst()
  if (taken) throw new Refused('conflict', `${address} is linked already.`)
  const person = uuid() as PersonId
  await insertAccount(tx, { id, user, network, scope: id, address, person, settings: JSON.stringify(settings) }, secret)
  await tx.db
    .insertInto('people')
    .values({ id: person, scope: id, ...me, avatar: null, user: null })
    .execute()
  tx.touched.own(user, 'account', id)
})

type NewRow = Pick<AccountRow, 'id' | 'user' | 'network' | 'scope' | 'address' | 'person' | 'settings'>

export async function insertAccount(tx: Tx, row: NewRow, secret: string): Promise<void> {
  const sealed = tx.secrets.seal(row.id, secret)
  await tx.db
    .insertInto('accounts')
    .values({
      ...row,
      secret: sealed.text,
      secret_key: sealed.key,
      checkpoint: null,
      enabled: 1,
      needs: null,
      node: null,
      epoch: 0,
      until: 0,
      rev: 1,
    })
    .execute()
}

export const relink = write(async (tx, { account, user, settings, secret }: Args<'relink'>) => {
  await owned(tx, account, user)
  const sealed = tx.secrets.seal(account, secret)
  await change(tx, account, { settings: JSON.stringify(settings), secret: sealed.text, secret_key: sealed.key, needs: null })
  tx.touched.own(user, 'account', account)
})

export const get = read(async (tx, { account }: Args<'get'>): Promise<OwnedAccount | null> => {
  const row = await tx.db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.person')
    .select(['a.id', 'a.user', 'a.network', 'a.address', 'a.settings', 'a.secret', 'a.secret_key', 'a.checkpoint', 'a.enabled', 'a.needs'])
    .select(['p.id as person', 'p.key', 'p.name', 'p.address as own_address'])
    .where('a.id', '=', account)
    .executeTakeFirst()
  if (!row) return null
  const { id, user, network, address, checkpoint } = row
  return {
    id,
    user,
    network,
    address,
    checkpoint,
    settings: JSON.parse(row.settings),
    secret: tx.secrets.open(id, { text: row.secret, key: row.secret_key }),
    me: { id: row.person, key: row.key, name: row.name, address: row.own_address },
    enabled: row.enabled === 1,
    needs: row.needs ? JSON.parse(row.needs) : null,
  }
})

export const of = read(async (tx, { user }: Args<'of'>) => (await accountsOf(tx, user)).map(({ entity }) => entity))

export const enable = write(async (tx, { account, user, on }: Args<'enable'>) => {
  const was = await owned(tx, account, user)
  if (was.enabled === flag(on) && !(on && was.needs)) return
  await change(tx, account, { enabled: flag(on), ...(on && { needs: null }) })
  tx.touched.own(user, 'account', account)
})

export const remove = write(async (tx, { account, user }: Args<'remove'>) => {
  const { scope } = await owned(tx, account, user)
  if (scope !== account) throw new Refused('forbidden', 'Your account on this server cannot be removed.')
  for (const { kind, id } of await eraseAccount(tx, account)) tx.touched.own(user, kind, id)
})

export const needs = write(async (tx, { account, epoch, needs: what }: Args<'needs'>) => {
  const { user } = await fence(tx, account, epoch)
  await change(tx, account, { needs: what && JSON.stringify(what) })
  tx.touched.own(user, 'account', account)
})

/** Refused `elsewhere` unless this lease is still in force; it stays so until the commit (N9). */
export async function fence(tx: Tx, account: AccountId, epoch: number): Promise<{ user: UserId }> {
  const row = await locked(tx, tx.db.selectFrom('accounts').select(['user', 'epoch']).where('id', '=', account)).executeTakeFirst()
  if (row?.epoch !== epoch) throw stale()
  return row
}

export const stale = () => new Refused('elsewhere', 'This account is run by another process now.')

async function owned(tx: Tx, account: AccountId, user: UserId) {
  const query = tx.db.selectFrom('accounts').select(['scope', 'enabled', 'needs']).where('id', '=', account).where('user', '=', user)
  const row = await locked(tx, query).executeTakeFirst()
  if (!row) throw new Refused('not-found', 'There is no such account.')
  return row
}

interface Changes {
  readonly settings?: string
  readonly secret?: string
  readonly secret_key?: string
  readonly needs?: string | null
  readonly enabled?: 0 | 1
}
async function change({ db }: Tx, account: AccountId, changes: Changes): Promise<void> {
  await db
    .updateTable('accounts')
    .set((eb) => ({ ...changes, rev: eb('rev', '+', 1) }))
    .where('id', '=', account)
    .execute()
}

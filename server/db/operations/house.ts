import { sql } from 'kysely'
import type { Settings } from '../../../contract/entities.ts'
import type { PersonId } from '../../../contract/ids.ts'
import type { PersonKey } from '../../networks/network.ts'
import { read, type Tx } from '../operation.ts'
import type { HousePerson, HouseStore } from '../store.ts'

type Args<Name extends keyof HouseStore> = Parameters<HouseStore[Name]>[0]

/** On a shared network that is this server's own, a person's key is his id. */
const idOf = (key: PersonKey): PersonId => key as string as PersonId

export const person = read(async (tx, { key }: Args<'person'>) => {
  const row = await people(tx).where('p.id', '=', idOf(key)).executeTakeFirst()
  return row ? showPerson(row) : null
})

export const byAddress = read(async (tx, { address }: Args<'byAddress'>) => {
  const row = await people(tx).where('a.address', '=', address.toLowerCase()).executeTakeFirst()
  return row ? showPerson(row) : null
})

export const find = read(async (tx, { text, most }: Args<'find'>) => {
  const like = `%${literally(text.toLowerCase())}%`
  const rows = await people(tx)
    .where('u.login', 'is not', null)
    .where((eb) => eb.or([sql<boolean>`lower(p.name) like ${like} escape '\\'`, sql<boolean>`u.login like ${like} escape '\\'`]))
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(most)
    .execute()
  return rows.map(showPerson)
})

export const relation = read(async ({ db }, { person: one, other }: Args<'relation'>) => {
  const row = await db
    .selectFrom('contacts as k')
    .innerJoin('accounts as a', 'a.id', 'k.account')
    .innerJoin('people as p', 'p.id', 'k.person')
    .select(['k.state', 'k.blocked', 'k.groups', 'k.name', 'p.name as own_name'])
    .where('a.person', '=', idOf(one))
    .where('k.person', '=', idOf(other))
    .where('k.gone', '=', 0)
    .executeTakeFirst()
  if (!row) return null
  return { state: row.state, blocked: row.blocked === 1, groups: JSON.parse(row.groups), name: row.name || row.own_name }
})

export const watchers = read(async ({ db }, { person: key }: Args<'watchers'>) => {
  const rows = await db
    .selectFrom('contacts as k')
    .innerJoin('accounts as a', 'a.id', 'k.account')
    .innerJoin('people as p', 'p.id', 'a.person')
    .innerJoin('accounts as mine', (on) => on.on('mine.person', '=', idOf(key)))
    .leftJoin('contacts as back', (on) =>
      on.onRef('back.account', '=', 'mine.id').onRef('back.person', '=', 'a.person').on('back.gone', '=', 0),
    )
    .select('p.key')
    .where('k.person', '=', idOf(key))
    .where('k.gone', '=', 0)
    .where('k.state', '=', 'both')
    .where('k.blocked', '=', 0)
    .where((eb) => eb.or([eb('back.blocked', 'is', null), eb('back.blocked', '=', 0)]))
    .execute()
  return rows.map((row) => row.key)
})

/** `%` and `_` mean themselves in what people look for. */
export const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const people = ({ db }: Tx) =>
  db
    .selectFrom('people as p')
    .innerJoin('users as u', 'u.id', 'p.user')
    .innerJoin('accounts as a', 'a.person', 'p.id')
    .select(['p.key', 'p.name', 'p.address', 'u.login', 'u.settings', 'a.id as account'])

type PersonRow = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>

const showPerson = ({ key, account, name, address, login, settings }: PersonRow): HousePerson => ({
  key,
  account,
  name,
  address,
  guest: login === null,
  language: (JSON.parse(settings) as Settings).language,
})

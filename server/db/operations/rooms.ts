import { sql } from 'kysely'
import type { PersonId } from '../../../contract/ids.ts'
import { read, type Tx } from '../operation.ts'
import type { HouseMember, HouseRoom, HouseStore } from '../store.ts'
import { literally } from './house.ts'

type Args<Name extends keyof HouseStore> = Parameters<HouseStore[Name]>[0]

export const room = read(async (tx, { key }: Args<'room'>) => {
  const row = await shared(tx).where('key', '=', key).executeTakeFirst()
  return row ? show(tx, row) : null
})

export const byRoomAddress = read(async (tx, { address }: Args<'byRoomAddress'>) => {
  const row = await shared(tx).where('address', '=', address).where('kind', '=', 'room').executeTakeFirst()
  return row ? show(tx, row) : null
})

export const member = read(async (tx, { key, person }: Args<'member'>): Promise<HouseMember | null> => {
  const row = await members(tx)
    .innerJoin('conversations as c', 'c.id', 'm.conversation')
    .where('c.key', '=', key)
    .where('c.shared', '=', sql.lit(1))
    .where('m.person', '=', person as string as PersonId)
    .executeTakeFirst()
  return row ? showMember(row) : null
})

export const rooms = read(async (tx, { search, after, most }: Args<'rooms'>) => {
  const like = `%${literally(search.toLowerCase())}%`
  const rows = await shared(tx)
    .where('kind', '=', 'room')
    .where('public', '=', 1)
    .where((eb) => eb.or([sql<boolean>`lower(title) like ${like} escape '\\'`, sql<boolean>`lower(address) like ${like} escape '\\'`]))
    .$if(after !== null, (query) => query.where('address', '>', after))
    .orderBy('address')
    .limit(most)
    .execute()
  return rows.map(({ key, address, title, topic, members: joined }) => ({ key, address, name: title, topic, people: joined }))
})

const shared = ({ db }: Tx) => db.selectFrom('conversations').selectAll().where('shared', '=', sql.lit(1))

type Row = Awaited<ReturnType<ReturnType<typeof shared>['executeTakeFirstOrThrow']>>

async function show(tx: Tx, row: Row): Promise<HouseRoom> {
  const all = await members(tx).where('m.conversation', '=', row.id).orderBy('m.since').orderBy('m.person').execute()
  const { key, kind, title, topic, address } = row
  return { key, kind, title, topic, address, public: row.public === 1, members: all.map(showMember) }
}

const members = ({ db }: Tx) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('people as p', 'p.id', 'm.person')
    .select(['p.key', 'p.name', 'p.address', 'm.role', 'm.state'])
    .where('m.state', '<>', 'none')

type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['executeTakeFirstOrThrow']>>

const showMember = ({ key, name, address, role, state }: MemberRow): HouseMember => ({
  person: key,
  name,
  address,
  role,
  state: state as HouseMember['state'],
})

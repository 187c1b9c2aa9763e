import type { Contact } from '../../../contract/entities.ts'
import type { ContactId, UserId } from '../../../contract/ids.ts'
import type { PersonKey } from '../../networks/network.ts'
import type { Tx } from '../operation.ts'
import { avatarPath, shownName } from './people.ts'

export interface ContactView {
  readonly id: ContactId
  readonly rev: number
  readonly key: PersonKey
  /** null when it is off the list. */
  readonly entity: Contact | null
}

/** Contacts of this user, the gone ones too; all of his without `ids`. */
export async function contactsOf(tx: Tx, user: UserId, ids?: readonly ContactId[]): Promise<ContactView[]> {
  if (ids?.length === 0) return []
  const rows = await tx.db
    .selectFrom('contacts as k')
    .innerJoin('accounts as a', 'a.id', 'k.account')
    .innerJoin('people as p', 'p.id', 'k.person')
    .select(['k.id', 'k.account', 'k.person', 'k.name', 'k.groups', 'k.state', 'k.blocked', 'k.gone', 'k.rev'])
    .select(['p.key', 'p.name as own_name', 'p.address', 'p.avatar'])
    .where('a.user', '=', user)
    .$if(ids !== undefined, (query) => query.where('k.id', 'in', ids ?? []))
    .execute()
  return rows.map((row) => {
    const entity: Contact = {
      id: row.id,
      account: row.account,
      person: row.person,
      address: row.address,
      name: shownName(row.name, row.own_name, row.address),
      avatar: avatarPath(row.avatar),
      groups: JSON.parse(row.groups),
      state: row.state,
      blocked: row.blocked === 1,
    }
    return { id: row.id, rev: row.rev, key: row.key, entity: row.gone === 1 ? null : entity }
  })
}

import type { Account } from '../../../contract/entities.ts'
import type { AccountId, UserId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import type { Versioned } from '../store.ts'

/** Accounts of this user; all of his without `ids`. The home account comes first, the others in the order they were linked. */
export async function accountsOf(tx: Tx, user: UserId, ids?: readonly AccountId[]): Promise<Versioned<Account>[]> {
  if (ids?.length === 0) return []
  const rows = await tx.db
    .selectFrom('accounts as a')
    .innerJoin('people as p', 'p.id', 'a.person')
    .select(['a.id', 'a.network', 'a.address', 'a.person', 'a.enabled', 'a.needs', 'a.rev', 'p.name'])
    .where('a.user', '=', user)
    .$if(ids !== undefined, (query) => query.where('a.id', 'in', ids ?? []))
    .orderBy('a.id')
    .execute()
  return rows.map(({ rev, person, enabled, needs, ...rest }) => ({
    rev,
    entity: { ...rest, me: person, enabled: enabled === 1, needs: needs ? JSON.parse(needs) : null },
  }))
}

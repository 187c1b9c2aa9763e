import type { Me } from '../../../contract/entities.ts'
import type { PersonId, UserId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import type { Versioned } from '../store.ts'
import { avatarPath } from './people.ts'

/** A user's person on the home network has the user's own id. */
export const personOf = (user: UserId): PersonId => user as string as PersonId

export async function meOf({ db }: Tx, user: UserId): Promise<Versioned<Me> | null> {
  const row = await db
    .selectFrom('users as u')
    .leftJoin('people as p', 'p.id', 'u.id' as never)
    .selectAll('u')
    .select('p.avatar')
    .where('u.id', '=', user)
    .executeTakeFirst()
  if (!row) return null
  const { id, login, name, show, status } = row
  const settings = JSON.parse(row.settings)
  return {
    rev: row.rev,
    entity: { id, login, name, guest: login === null, admin: row.admin === 1, avatar: avatarPath(row.avatar), show, status, settings },
  }
}

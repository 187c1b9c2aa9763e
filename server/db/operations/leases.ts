import { write } from '../operation.ts'
import type { AccountStore, Lease } from '../store.ts'

type Args<Name extends keyof AccountStore> = Parameters<AccountStore[Name]>[0]

export const claim = write(async (tx, { node, at, forMs, networks, accounts, most }: Args<'claim'>): Promise<readonly Lease[]> => {
  if (networks.length + accounts.length === 0) return []
  const free = tx.db
    .selectFrom('accounts')
    .select('id')
    .where('enabled', '=', 1)
    .where('needs', 'is', null)
    .where((eb) => eb.or([eb('node', 'is', null), eb('until', '<', at)]))
    .where((eb) =>
      eb.or([...(networks.length > 0 ? [eb('network', 'in', networks)] : []), ...(accounts.length > 0 ? [eb('id', 'in', accounts)] : [])]),
    )
    .orderBy('id')
    .limit(most)
  // Two processes that claim at once take different accounts.
  const found = await (tx.postgres ? free.forUpdate().skipLocked() : free).execute()
  if (found.length === 0) return []
  return tx.db
    .updateTable('accounts')
    .set((eb) => ({ node, until: at + forMs, epoch: eb('epoch', '+', 1) }))
    .where(
      'id',
      'in',
      found.map(({ id }) => id),
    )
    .returning(['id as account', 'epoch'])
    .execute()
})

export const renew = write(async ({ db }, { node, at, forMs }: Args<'renew'>): Promise<readonly Lease[]> => {
  return db
    .updateTable('accounts')
    .set({ until: at + forMs })
    .where('node', '=', node)
    .returning(['id as account', 'epoch'])
    .execute()
})

export const release = write(async ({ db }, { node, accounts }: Args<'release'>) => {
  if (accounts.length === 0) return
  await db.updateTable('accounts').set({ node: null, until: 0 }).where('node', '=', node).where('id', 'in', accounts).execute()
})

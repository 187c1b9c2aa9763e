import type { AccountId, UserId } from '../../../contract/ids.ts'
import type { Kind } from '../../../contract/sync.ts'
import { type Tx, write } from '../operation.ts'
import type { UserStore } from '../store.ts'
import { personOf } from '../views/me.ts'
import { abandon } from './sweep.ts'

type Args<Name extends keyof UserStore> = Parameters<UserStore[Name]>[0]

/** Deletes a bridged account and everything that was only its own (messages bit by bit, behind it); says what its user no longer has. */
export async function eraseAccount(tx: Tx, account: AccountId): Promise<readonly Gone[]> {
  const { db } = tx
  const contacts = await db.deleteFrom('contacts').where('account', '=', account).returning('id').execute()
  const conversations = await abandon(tx, account)
  await db.deleteFrom('people').where('scope', '=', account).execute()
  await db.deleteFrom('accounts').where('id', '=', account).execute()
  return [
    ...contacts.map(({ id }): Gone => ({ kind: 'contact', id })),
    ...conversations.map((id): Gone => ({ kind: 'conversation', id })),
    { kind: 'account', id: account },
  ]
}

export interface Gone {
  readonly kind: Kind
  readonly id: string
}

/**
 * What a guest said in other people's conversations stays, and the name under which he said it; everything else of his goes.
 */
export const removeGuests = write(async (tx, { before }: Args<'removeGuests'>): Promise<readonly UserId[]> => {
  const guests = await tx.db.selectFrom('users').select('id').where('login', 'is', null).where('seen_at', '<', before).execute()
  for (const { id } of guests) await eraseGuest(tx, id)
  return guests.map(({ id }) => id)
})

async function eraseGuest(tx: Tx, guest: UserId): Promise<void> {
  const bridged = await tx.db.selectFrom('accounts').select(['id', 'scope']).where('user', '=', guest).execute()
  for (const { id, scope } of bridged) if (scope === id) await eraseAccount(tx, id)
  await leaveAll(tx, guest)
  await tx.db.updateTable('people').set({ user: null }).where('id', '=', personOf(guest)).execute()
  await tx.db.deleteFrom('users').where('id', '=', guest).execute()
  const feed = `u:${guest}`
  await tx.db.deleteFrom('changes').where('feed', '=', feed).execute()
  await tx.db.deleteFrom('feeds').where('feed', '=', feed).execute()
}

async function leaveAll(tx: Tx, guest: UserId): Promise<void> {
  const joined = await tx.db
    .selectFrom('memberships')
    .select('conversation')
    .where('user', '=', guest)
    .where('state', '=', 'joined')
    .execute()
  for (const { conversation } of joined) {
    await tx.db
      .updateTable('conversations')
      .set((eb) => ({ members: eb('members', '-', 1) }))
      .where('id', '=', conversation)
      .execute()
    tx.touched.conversation(conversation)
  }
  await tx.db.updateTable('memberships').set({ user: null, account: null, state: 'left' }).where('user', '=', guest).execute()
}

import type { PersonId } from '../../../contract/ids.ts'
import type { Tx } from '../operation.ts'
import { personOf } from '../views/me.ts'

/** Someone's name, address or picture changed: passes it on to all who have him on a list, chat with him directly, or are him. */
export async function personChanged(tx: Tx, person: PersonId): Promise<void> {
  await contactsChanged(tx, person)
  await chatsChanged(tx, person)
  const accounts = await tx.db
    .updateTable('accounts')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('person', '=', person)
    .returning(['id', 'user'])
    .execute()
  for (const { id, user } of accounts) {
    tx.touched.own(user, 'account', id)
    if (person !== personOf(user)) continue
    await tx.db
      .updateTable('users')
      .set((eb) => ({ rev: eb('rev', '+', 1) }))
      .where('id', '=', user)
      .execute()
    tx.touched.own(user, 'me', user)
  }
}

async function contactsChanged(tx: Tx, person: PersonId): Promise<void> {
  const contacts = await tx.db
    .updateTable('contacts')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('person', '=', person)
    .where('gone', '=', 0)
    .returning(['id', 'account'])
    .execute()
  if (contacts.length === 0) return
  const owners = await tx.db
    .selectFrom('accounts')
    .select(['id', 'user'])
    .where(
      'id',
      'in',
      contacts.map(({ account }) => account),
    )
    .execute()
  const owner = new Map(owners.map(({ id, user }) => [id, user]))
  for (const { id, account } of contacts) {
    const user = owner.get(account)
    if (user) tx.touched.own(user, 'contact', id)
  }
}

/** A direct chat is called what its reader calls the other one. `account`: only this reader's name for him changed. */
export async function chatsChanged(tx: Tx, person: PersonId, account?: string): Promise<void> {
  const chats = await tx.db
    .updateTable('memberships')
    .set((eb) => ({ rev: eb('rev', '+', 1) }))
    .where('other', '=', person)
    .where('user', 'is not', null)
    .$if(account !== undefined, (query) => query.where('account', '=', account as never))
    .returning(['conversation', 'user'])
    .execute()
  for (const { conversation, user } of chats) if (user) tx.touched.own(user, 'conversation', conversation)
}

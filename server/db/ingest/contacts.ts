import { v7 as uuid } from 'uuid'
import type { ContactId } from '../../../contract/ids.ts'
import { chatsChanged, personChanged } from '../operations/people.ts'
import { type ContactRow, flag } from '../tables.ts'
import { ensurePerson } from './people.ts'
import { type Event, type Scene, touchOwn, whois } from './scene.ts'

type Entry = Pick<ContactRow, 'name' | 'groups' | 'state' | 'blocked' | 'gone'>

export async function applyContact(scene: Scene, { person, groups, state, blocked }: Event<'contact'>): Promise<void> {
  const { db } = scene.tx
  const known = await ensurePerson(scene, person)
  // On a shared network the name is only stored where it differs from what the person calls himself: then he can go on changing it.
  const name = scene.shared && person.name === known.name ? '' : person.name
  const entry: Entry = { name, groups: JSON.stringify(groups), state, blocked: flag(blocked), gone: 0 }
  if (!scene.shared && person.address !== known.address) {
    await db.updateTable('people').set({ address: person.address }).where('id', '=', known.id).execute()
    await personChanged(scene.tx, known.id)
  }
  const { id: account } = scene.receiver
  const was = await db.selectFrom('contacts').selectAll().where('account', '=', account).where('person', '=', known.id).executeTakeFirst()
  if (was && same(was, entry)) return
  const id = was?.id ?? (uuid() as ContactId)
  if (was) await change(scene, id, entry)
  else
    await db
      .insertInto('contacts')
      .values({ id, account, person: known.id, ...entry, rev: 1 })
      .execute()
  touchOwn(scene, 'contact', id)
  if (!was || was.name !== name || was.gone === 1) await chatsChanged(scene.tx, known.id, account)
}

export async function applyContactGone(scene: Scene, { person }: Event<'contact.gone'>): Promise<void> {
  const id = whois(scene, person)
  if (id) await removeContacts(scene, (contact) => contact.person === id)
}

export async function applyContactsComplete(scene: Scene, { people }: Event<'contacts.complete'>): Promise<void> {
  const kept = new Set(people.map((key) => whois(scene, key)))
  await removeContacts(scene, (contact) => !kept.has(contact.person))
}

async function removeContacts(scene: Scene, which: (contact: ContactRow) => boolean): Promise<void> {
  const all = await scene.tx.db.selectFrom('contacts').selectAll().where('account', '=', scene.receiver.id).where('gone', '=', 0).execute()
  for (const { id, person } of all.filter(which)) {
    await change(scene, id, { gone: 1 })
    touchOwn(scene, 'contact', id)
    await chatsChanged(scene.tx, person, scene.receiver.id)
  }
}

async function change({ tx: { db } }: Scene, id: ContactId, entry: Partial<Entry>): Promise<void> {
  await db
    .updateTable('contacts')
    .set((eb) => ({ ...entry, rev: eb('rev', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

const same = (one: Entry, other: Entry) =>
  one.name === other.name &&
  one.groups === other.groups &&
  one.state === other.state &&
  one.blocked === other.blocked &&
  one.gone === other.gone

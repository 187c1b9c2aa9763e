import { createHash } from 'node:crypto'
import { v7 as uuid } from 'uuid'
import type { PersonId } from '../../../contract/ids.ts'
import type { Person } from '../../networks/network.ts'
import { personChanged } from '../operations/people.ts'
import { type Event, type Known, readPeople, type Scene, whois } from './scene.ts'

/** Mints ids for people nobody has heard of. Known ones stay as they are. */
export async function ensurePeople(scene: Scene, named: readonly Person[]): Promise<void> {
  const missing = new Map(named.filter(({ key }) => !scene.people.has(key)).map((person) => [person.key, person]))
  if (missing.size === 0) return
  const rows = [...missing.values()].map(({ key, name, address }) => ({
    id: uuid() as PersonId,
    scope: scene.receiver.scope,
    key,
    name,
    address,
    avatar: null,
    user: null,
  }))
  await scene.tx.db
    .insertInto('people')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
  await readPeople(scene, [...missing.keys()])
}

export async function ensurePerson(scene: Scene, person: Person): Promise<Known> {
  await ensurePeople(scene, [person])
  const known = scene.people.get(person.key)
  if (!known) throw new Error(`No person for key ${person.key}`)
  return known
}

/** What someone says of himself. */
export async function applyPerson(scene: Scene, { person }: Event<'person'>): Promise<void> {
  const known = await ensurePerson(scene, person)
  const { name, address } = person
  if (known.name === name && known.address === address) return
  await scene.tx.db.updateTable('people').set({ name, address }).where('id', '=', known.id).execute()
  scene.people.set(person.key, { ...known, name, address })
  await personChanged(scene.tx, known.id)
}

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])
const pictureBytes = 256 * 1024

/** Anything but a small picture is dropped. */
export async function applyAvatar(scene: Scene, { person, mime, bytes }: Event<'avatar'>): Promise<void> {
  const id = whois(scene, person)
  if (!id) return
  if (bytes && (!mime || !pictures.has(mime) || bytes.length > pictureBytes)) return
  const hash = bytes && createHash('sha256').update(bytes).digest('hex')
  const { db } = scene.tx
  const was = await db.selectFrom('people').select('avatar').where('id', '=', id).executeTakeFirst()
  if (!was || was.avatar === hash) return
  if (bytes && hash && mime) {
    await db
      .insertInto('avatars')
      .values({ hash, type: mime, bytes })
      .onConflict((on) => on.doNothing())
      .execute()
  }
  await db.updateTable('people').set({ avatar: hash }).where('id', '=', id).execute()
  if (was.avatar) await dropUnused(scene, was.avatar)
  await personChanged(scene.tx, id)
}

async function dropUnused({ tx: { db } }: Scene, hash: string): Promise<void> {
  const used = await db.selectFrom('people').select('id').where('avatar', '=', hash).executeTakeFirst()
  if (!used) await db.deleteFrom('avatars').where('hash', '=', hash).execute()
}

import type { AccountId } from '../../../contract/ids.ts'
import type { NetworkEvent } from '../../networks/network.ts'
import { read, type Tx, write } from '../operation.ts'
import { stale } from '../operations/accounts.ts'
import { statement } from '../statement.ts'
import type { IngestStore } from '../store.ts'
import { applyDeleted, applyEdited, applyFailed, applyReactions, applySent } from './amendments.ts'
import { applyContact, applyContactGone, applyContactsComplete } from './contacts.ts'
import { applyConversation } from './conversations.ts'
import { applyMember } from './members.ts'
import { applyMessages } from './messages.ts'
import { applyAvatar, applyPerson } from './people.ts'
import { applyReceipt } from './receipts.ts'
import { type Event, openScene, type Scene } from './scene.ts'

type Args<Name extends keyof IngestStore> = Parameters<IngestStore[Name]>[0]

/** A batch of a network (N3). Each event is the whole truth about what it names, so applying it again changes nothing (N4). */
export const apply = write(async (tx, { account, epoch, events, checkpoint, at }: Args<'apply'>) => {
  const scene = await openScene(tx, account, { events, at })
  if (!scene || (epoch !== null && scene.receiver.epoch !== epoch)) throw stale()
  for (const group of grouped(events)) {
    if (group[0]?.type === 'message') await applyMessages(scene, group as Event<'message'>[])
    else for (const event of group) await applyEvent(scene, event)
  }
  if (checkpoint === undefined) return
  await remember(tx, { account, checkpoint })
})

const remember = statement((tx: Tx, { account, checkpoint }: { account: AccountId; checkpoint: string }) =>
  tx.db.updateTable('accounts').set({ checkpoint }).where('id', '=', account),
)

/** Messages that follow each other are stored together. */
function grouped(events: readonly NetworkEvent[]): NetworkEvent[][] {
  const groups: NetworkEvent[][] = []
  for (const event of events) {
    const last = groups.at(-1)
    if (last && (last[0]?.type === 'message') === (event.type === 'message')) last.push(event)
    else groups.push([event])
  }
  return groups
}

const appliers: { readonly [Type in Exclude<NetworkEvent['type'], 'message'>]: (scene: Scene, event: Event<Type>) => Promise<void> } = {
  'message.sent': applySent,
  'message.failed': applyFailed,
  'message.edited': applyEdited,
  'message.deleted': applyDeleted,
  reactions: applyReactions,
  receipt: applyReceipt,
  conversation: applyConversation,
  member: applyMember,
  contact: applyContact,
  'contact.gone': applyContactGone,
  'contacts.complete': applyContactsComplete,
  person: applyPerson,
  avatar: applyAvatar,
}

async function applyEvent(scene: Scene, event: NetworkEvent): Promise<void> {
  if (event.type === 'message') return
  const applier = appliers[event.type] as (scene: Scene, event: NetworkEvent) => Promise<void>
  await applier(scene, event)
}

export const ids = read(async ({ db }, { account, conversations, people }: Args<'ids'>) => {
  const places = db
    .selectFrom('conversations as c')
    .innerJoin('accounts as a', 'a.scope', 'c.scope')
    .select(['c.key', 'c.id'])
    .where('a.id', '=', account)
    .where('c.key', 'in', conversations)
  const known = db
    .selectFrom('people as p')
    .innerJoin('accounts as a', 'a.scope', 'p.scope')
    .select(['p.key', 'p.id'])
    .where('a.id', '=', account)
    .where('p.key', 'in', people)
  return {
    conversations: Object.fromEntries(conversations.length > 0 ? (await places.execute()).map(({ key, id }) => [key, id]) : []),
    people: Object.fromEntries(people.length > 0 ? (await known.execute()).map(({ key, id }) => [key, id]) : []),
  }
})

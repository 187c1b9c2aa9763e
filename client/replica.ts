import type { Message } from '../contract/entities.ts'
import type { ConversationId, MessageId } from '../contract/ids.ts'
import type { Change, Snapshot } from '../contract/sync.ts'
import type { State } from './client.ts'
import { Edit, localRev, type Replica } from './edit.ts'
import { covers, earlier, isLoaded, type KnownStretch, unloaded, type Version } from './stretch.ts'

export const emptyReplica: Replica = {
  tables: { me: {}, account: {}, contact: {}, conversation: {}, message: {} },
  revs: { me: {}, account: {}, contact: {}, conversation: {}, message: {} },
  stretches: {},
  networks: {},
}

export function viewOf({ tables, stretches, networks }: Replica) {
  return {
    me: Object.values(tables.me)[0] ?? null,
    networks,
    accounts: tables.account,
    contacts: tables.contact,
    conversations: tables.conversation,
    messages: tables.message,
    stretches,
  } satisfies Partial<State>
}

/** The start, and the start over (S10): nothing of what was before counts, not even its versions. */
export function fromSnapshot(snapshot: Snapshot): Replica {
  const networks = Object.fromEntries(snapshot.networks.map((network) => [network.id, network]))
  return apply({ ...emptyReplica, networks }, snapshot.changes)
}

/** Each table is copied at most once per batch, whatever the number of changes. */
export function apply(replica: Replica, changes: readonly Change[]): Replica {
  const edit = new Edit(replica)
  for (const change of changes) {
    if (change.kind === 'message' && change.entity) takeMessage(edit, { rev: change.rev, entity: change.entity })
    else if (change.rev > edit.rev(change.kind, change.id)) takeChange(edit, change)
  }
  return edit.done()
}

function takeChange(edit: Edit, change: Change): void {
  if (change.kind === 'conversation' && hidesMessages(edit, change)) edit.removeStretch(change.id as ConversationId)
  edit.setRev(change.kind, change.id, change.rev)
  if (change.kind === 'message') edit.hide(change.id as MessageId)
  else if (change.entity) edit.put(change.kind, change.id, change.entity)
  else edit.remove(change.kind, change.id)
}

/** Of a conversation that is gone nothing may stay; of one that its reader comes back to, what was said meanwhile is missing (S7). */
function hidesMessages(edit: Edit, { id, entity }: Extract<Change, { kind: 'conversation' }>): boolean {
  const before = edit.get('conversation', id)
  return !entity || (entity.state === 'joined' && (before?.state !== 'joined' || before.since !== entity.since))
}

function takeMessage(edit: Edit, version: Version): void {
  const { rev, entity } = version
  const stretch = edit.stretch(entity.conversation)
  const known = edit.rev('message', entity.id)
  const shown = edit.get('message', entity.id) !== undefined
  if (!stretch || rev < known || (rev === known && shown)) return
  if (covers(stretch, entity)) edit.show(version)
  else if (stretch.loading) edit.setStretch(entity.conversation, { ...stretch, aside: newest(stretch.aside, version) })
  else if (shown && isLoaded(stretch)) {
    edit.setRev('message', entity.id, rev)
    edit.hide(entity.id)
  } else if (shown) edit.show(version)
}

function newest(aside: KnownStretch['aside'], version: Version): KnownStretch['aside'] {
  const { id } = version.entity
  return (aside[id]?.rev ?? localRev) > version.rev ? aside : { ...aside, [id]: version }
}

/** Own messages may have been shown before the first page came. Local ones stay wherever they stand. */
function hideUncovered(edit: Edit, conversation: ConversationId): void {
  const stretch = edit.stretch(conversation)
  for (const id of stretch?.order ?? []) {
    const message = edit.get('message', id)
    if (stretch && message && edit.rev('message', id) !== localRev && !covers(stretch, message)) edit.hide(id)
  }
}

/** From now on messages of this conversation are kept. Until the first page nothing but local ones is known. */
export function startStretch(replica: Replica, conversation: ConversationId): Replica {
  return replica.stretches[conversation] ? replica : withStretch(replica, conversation, unloaded)
}

export function startPage(replica: Replica, conversation: ConversationId): Replica {
  const stretch = replica.stretches[conversation]
  return stretch ? withStretch(replica, conversation, { ...stretch, loading: true, failed: null }) : replica
}

/** A page reaches from its oldest message without a gap to where the stretch began, or to the newest message. */
export function applyPage(replica: Replica, conversation: ConversationId, page: { messages: readonly Version[]; start: boolean }): Replica {
  const stretch = replica.stretches[conversation]
  if (!stretch) return replica
  const [oldest] = page.messages
  const from = oldest ? earlier(stretch.from, oldest.entity) : stretch.from
  const edit = new Edit(replica)
  edit.setStretch(conversation, { ...stretch, from, start: stretch.start || page.start, loading: false, failed: null, aside: {} })
  for (const version of page.messages) takeMessage(edit, version)
  for (const version of Object.values(stretch.aside)) takeMessage(edit, version)
  hideUncovered(edit, conversation)
  return edit.done()
}

/** `failed`: the sentence, or null while there is no connection and the page will be asked for again. */
export function pageFailed(replica: Replica, conversation: ConversationId, failed: string | null): Replica {
  const stretch = replica.stretches[conversation]
  if (!stretch) return replica
  const edit = new Edit(replica)
  edit.setStretch(conversation, { ...stretch, loading: failed === null && !isLoaded(stretch), failed, aside: {} })
  for (const version of Object.values(stretch.aside)) if (replica.tables.message[version.entity.id]) edit.show(version)
  return edit.done()
}

export function forget(replica: Replica, conversation: ConversationId): Replica {
  const edit = new Edit(replica)
  edit.removeStretch(conversation)
  return edit.done()
}

/** Shows a message that the server has not acknowledged yet; one that the server knows stays as it is. */
export function showLocal(replica: Replica, message: Message): Replica {
  if (!replica.stretches[message.conversation] || isStored(replica, message.id)) return replica
  const edit = new Edit(replica)
  edit.show({ rev: localRev, entity: message })
  return edit.done()
}

export function hideLocal(replica: Replica, message: MessageId): Replica {
  if (replica.revs.message[message] !== localRev) return replica
  const edit = new Edit(replica)
  edit.hide(message)
  edit.forgetRev('message', message)
  return edit.done()
}

/** Does the server have this message, as far as we know? */
export function isStored(replica: Replica, message: MessageId): boolean {
  return (replica.revs.message[message] ?? localRev) > localRev
}

function withStretch(replica: Replica, conversation: ConversationId, stretch: KnownStretch): Replica {
  return { ...replica, stretches: { ...replica.stretches, [conversation]: stretch } }
}

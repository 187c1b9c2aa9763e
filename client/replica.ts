import type { Message } from '../contract/entities.ts'
import type { ConversationId, MessageId } from '../contract/ids.ts'
import type { Change, Snapshot } from '../contract/sync.ts'
import type { State } from './client.ts'
import { Edit, localRev, type Replica } from './edit.ts'
import { covers, earlier, isLoaded, unloaded, type Version, type Window } from './stretch.ts'

export const emptyReplica: Replica = {
  tables: { me: {}, account: {}, contact: {}, conversation: {}, message: {} },
  revs: { me: {}, account: {}, contact: {}, conversation: {}, message: {} },
  windows: {},
  networks: {},
}

export function viewOf({ tables, windows, networks }: Replica) {
  return {
    me: Object.values(tables.me)[0] ?? null,
    networks,
    accounts: tables.account,
    contacts: tables.contact,
    conversations: tables.conversation,
    messages: tables.message,
    stretches: windows,
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
  if (change.kind === 'conversation' && hidesMessages(edit, change)) edit.removeWindow(change.id as ConversationId)
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
  const window = edit.window(entity.conversation)
  const known = edit.rev('message', entity.id)
  const shown = edit.get('message', entity.id) !== undefined
  if (!window || rev < known || (rev === known && shown)) return
  if (covers(window, entity)) edit.show(version)
  else if (window.loading) edit.setWindow(entity.conversation, { ...window, aside: newest(window.aside, version) })
  else if (shown && isLoaded(window)) {
    edit.setRev('message', entity.id, rev)
    edit.hide(entity.id)
  } else if (shown) edit.show(version)
}

function newest(aside: Window['aside'], version: Version): Window['aside'] {
  const { id } = version.entity
  return (aside[id]?.rev ?? localRev) > version.rev ? aside : { ...aside, [id]: version }
}

/** Own messages may have been shown before the first page came. Local ones stay wherever they stand. */
function hideUncovered(edit: Edit, conversation: ConversationId): void {
  const window = edit.window(conversation)
  for (const id of window?.order ?? []) {
    const message = edit.get('message', id)
    if (window && message && edit.rev('message', id) !== localRev && !covers(window, message)) edit.hide(id)
  }
}

/** From now on messages of this conversation are kept. Until the first page nothing but local ones is known. */
export function startStretch(replica: Replica, conversation: ConversationId): Replica {
  return replica.windows[conversation] ? replica : withWindow(replica, conversation, unloaded)
}

export function startPage(replica: Replica, conversation: ConversationId): Replica {
  const window = replica.windows[conversation]
  return window ? withWindow(replica, conversation, { ...window, loading: true, failed: null }) : replica
}

/** A page reaches from its oldest message without a gap to where the stretch began, or to the newest message. */
export function applyPage(replica: Replica, conversation: ConversationId, page: { messages: readonly Version[]; start: boolean }): Replica {
  const window = replica.windows[conversation]
  if (!window) return replica
  const [oldest] = page.messages
  const from = oldest ? earlier(window.from, oldest.entity) : window.from
  const edit = new Edit(replica)
  edit.setWindow(conversation, { ...window, from, start: window.start || page.start, loading: false, failed: null, aside: {} })
  for (const version of page.messages) takeMessage(edit, version)
  for (const version of Object.values(window.aside)) takeMessage(edit, version)
  hideUncovered(edit, conversation)
  return edit.done()
}

/** `failed`: the sentence, or null while there is no connection and the page will be asked for again. */
export function pageFailed(replica: Replica, conversation: ConversationId, failed: string | null): Replica {
  const window = replica.windows[conversation]
  if (!window) return replica
  const edit = new Edit(replica)
  edit.setWindow(conversation, { ...window, loading: failed === null && !isLoaded(window), failed, aside: {} })
  for (const version of Object.values(window.aside)) if (replica.tables.message[version.entity.id]) edit.show(version)
  return edit.done()
}

export function forget(replica: Replica, conversation: ConversationId): Replica {
  const edit = new Edit(replica)
  edit.removeWindow(conversation)
  return edit.done()
}

/** Shows a message that the server has not acknowledged yet; one that the server knows stays as it is. */
export function showLocal(replica: Replica, message: Message): Replica {
  if (!replica.windows[message.conversation] || isStored(replica, message.id)) return replica
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

function withWindow(replica: Replica, conversation: ConversationId, window: Window): Replica {
  return { ...replica, windows: { ...replica.windows, [conversation]: window } }
}

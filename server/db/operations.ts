import * as ingest from './ingest/apply.ts'
import type { Mode, Operation } from './operation.ts'
import * as accounts from './operations/accounts.ts'
import * as conversations from './operations/conversations.ts'
import * as erase from './operations/erase.ts'
import * as feeds from './operations/feeds.ts'
import * as house from './operations/house.ts'
import * as invites from './operations/invites.ts'
import * as leases from './operations/leases.ts'
import * as outgoing from './operations/messages/outgoing.ts'
import * as page from './operations/messages/page.ts'
import * as queue from './operations/messages/queue.ts'
import { receipt } from './operations/receipt.ts'
import * as rooms from './operations/rooms.ts'
import * as sessions from './operations/sessions.ts'
import { sweep } from './operations/sweep.ts'
import * as users from './operations/users.ts'
import type { Store } from './store.ts'

/** The parts of the store that are made of operations. */
export type Topics = Omit<Store, 'onNews' | 'ready' | 'close'>
export type Topic = keyof Topics

type OperationOf<Method> = Method extends (args: infer Args) => Promise<infer Result> ? Operation<Args, Result> : never
type Operations = { readonly [T in Topic]: { readonly [Name in keyof Topics[T]]: OperationOf<Topics[T][Name]> } }

const operations: Operations = {
  users: {
    add: users.add,
    get: users.get,
    byLogin: users.byLogin,
    update: users.update,
    keep: users.keep,
    removeGuests: erase.removeGuests,
    claimed: users.claimed,
    addSession: sessions.addSession,
    session: sessions.session,
    touchSession: sessions.touchSession,
    sessions: sessions.sessions,
    removeSession: sessions.removeSession,
    removeSessions: sessions.removeSessions,
  },
  accounts: {
    add: accounts.add,
    relink: accounts.relink,
    get: accounts.get,
    of: accounts.of,
    enable: accounts.enable,
    remove: accounts.remove,
    needs: accounts.needs,
    claim: leases.claim,
    renew: leases.renew,
    release: leases.release,
  },
  ingest: { apply: ingest.apply, ids: ingest.ids },
  messages: {
    queue: queue.queue,
    queued: outgoing.queued,
    sending: outgoing.sending,
    finish: outgoing.finish,
    settle: outgoing.settle,
    retry: queue.retry,
    discard: queue.discard,
    target: page.target,
    page: page.page,
  },
  conversations: {
    place: conversations.place,
    byKey: conversations.byKey,
    set: conversations.set,
    draft: conversations.draft,
    receipt,
    forget: conversations.forget,
    contact: conversations.contact,
    person: conversations.person,
    people: conversations.people,
    history: conversations.history,
    historyReached: conversations.historyReached,
    avatar: conversations.avatar,
  },
  feeds: { heads: feeds.heads, snapshot: feeds.snapshot, changes: feeds.changes, prune: feeds.prune },
  invites: { add: invites.add, of: invites.of, revoke: invites.revoke, get: invites.get, used: invites.used },
  house: {
    person: house.person,
    byAddress: house.byAddress,
    find: house.find,
    relation: house.relation,
    watchers: house.watchers,
    room: rooms.room,
    member: rooms.member,
    byRoomAddress: rooms.byRoomAddress,
    rooms: rooms.rooms,
  },
}

/** What only the store itself asks for. */
const upkeep = { sweep }

/** An operation of the tables, by the name under which it crosses to the worker: `users.add`. */
export type OperationName = `${Topic | 'upkeep'}.${string}`

const named = new Map(
  Object.entries({ ...operations, upkeep }).flatMap(([topic, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${topic}.${method}` as OperationName, operation as Operation<unknown, unknown>]),
  ),
)

export function operationNamed(name: OperationName): Operation<unknown, unknown> {
  const found = named.get(name)
  if (!found) throw new Error(`There is no operation ${name}`)
  return found
}

/** Which operations there are: all that a thread has to know that does not carry them out. */
export type Modes = ReadonlyMap<OperationName, Mode>
export const modes: Modes = new Map([...named].map(([name, { mode }]) => [name, mode]))

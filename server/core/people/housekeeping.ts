import type { SessionId } from '../../../contract/ids.ts'
import type { Store } from '../../db/store.ts'
import type { Log } from '../log.ts'
import { type Sessions, sessionMs } from './sessions.ts'

const day = 86_400_000
/** A guest who was not here for this many ms is forgotten. */
export const guestMs = 7 * day
/** Browsers that were away for longer than this many ms take a snapshot when they come back. */
const feedMs = 30 * day
const pruneAtOnce = 5_000

interface Household {
  readonly store: Store
  readonly sessions: Sessions
  readonly log: Log
  /** Whoever sits at an open tab has not gone, however long ago he opened it. */
  connected(): readonly SessionId[]
  /** ms since 1970. */
  now(): number
}

/** What has to be done once a day. */
export async function keepHouse({ store, sessions, log, connected, now }: Household): Promise<void> {
  await sessions.seen(connected())
  const ended = await store.users.removeSessions({ before: now() - sessionMs })
  const guests = await store.users.removeGuests({ before: now() - guestMs })
  let changes = 0
  for (;;) {
    const pruned = await store.feeds.prune({ before: now() - feedMs, most: pruneAtOnce })
    changes += pruned
    if (pruned < pruneAtOnce) break
  }
  if (ended + guests.length + changes > 0) log.info({ sessions: ended, guests: guests.length, changes }, 'house kept')
}

/** Keeps house now and every day. Returns the way to stop. */
export function keepHouseDaily(household: Household): () => void {
  const keep = () => keepHouse(household).catch((err: unknown) => household.log.error({ err }, 'house not kept'))
  void keep()
  const timer = setInterval(keep, day).unref()
  return () => clearInterval(timer)
}

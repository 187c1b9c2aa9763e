import type { Account, NetworkEvent, OwnPresence } from '../network.ts'
import type { Archive } from './archive.ts'
import type { Avatars } from './avatars.ts'
import type { Journal } from './journal.ts'
import type { Presences } from './presence.ts'
import type { Roster } from './roster.ts'
import type { Stream } from './wire/stream.ts'

/** Everything that lives exactly as long as one stream. */
export interface Bound {
  readonly account: Account
  /** Our own bare address. */
  readonly me: string
  /** Tells this stream from all others of this account. */
  readonly born: string
  readonly stream: Stream
  readonly journal: Journal
  readonly roster: Roster
  readonly presences: Presences
  readonly archive: Archive
  readonly avatars: Avatars
  /** People whose conversation this session has told the core about. */
  readonly met: Set<string>
  /** Our account has an archive (XEP-0313). */
  archived: boolean
  /** Nothing older than the newest message is missing: what comes live moves the mark in the archive. */
  caughtUp: boolean
  /** As the others see us; null before the first word about it. */
  own: OwnPresence | null
}

/**
 * Puts the conversation before the first message of ours that this session has in it: it may have begun on another device.
 * A message of somebody else begins it by itself.
 */
export function introduced(bound: Bound, events: readonly NetworkEvent[]): NetworkEvent[] {
  return events.flatMap((event) => {
    if (event.type !== 'message' || event.message.from !== 'me' || bound.met.has(event.message.conversation)) return [event]
    const address: string = event.message.conversation
    bound.met.add(address)
    return [{ type: 'conversation', key: event.message.conversation, kind: 'direct', address, person: bound.roster.person(address) }, event]
  })
}

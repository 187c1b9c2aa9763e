import type { ConversationKey, Invites, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import { bond, refuseBlocked } from './contacts.ts'
import { openFor, opening } from './direct.ts'
import { memberOf, realRoom } from './inside.ts'
import { directKey } from './keys.ts'
import { walkIn } from './membership.ts'
import { may } from './rules.ts'
import { record, relations, type Seat } from './seat.ts'

export function invites(seat: Seat): Invites {
  return {
    accept: (from, room) => (room === null ? befriend(seat, from) : comeIn(seat, from, room)),
  }
}

const over = () => new NetworkError('not-found', 'This invite link no longer works.')

async function befriend(seat: Seat, from: PersonKey): Promise<ConversationKey> {
  if (from === seat.me) throw new NetworkError('invalid', 'This is your own invite link. Give it to somebody else.')
  const host = await seat.house.book.person({ key: from })
  const { theirs } = await relations(seat, from)
  if (host === null || theirs?.blocked) throw over()
  await bond(seat, host, { decide: refuseBlocked(host, () => ({ mine: 'both', theirs: 'both' })) })
  const key = directKey(seat.me, from)
  await openFor(seat, key, from)
  await record(seat, opening(key, host))
  return key
}

async function comeIn(seat: Seat, from: PersonKey, key: ConversationKey): Promise<ConversationKey> {
  await seat.house.turns(key, async () => {
    const room = await realRoom(seat, key)
    const host = memberOf(room, from)
    if (room === null || host === undefined || !may('invite', host)) throw over()
    const state = memberOf(room, seat.me)?.state
    await walkIn(seat, room, state === 'joined' ? 'inside' : state === 'banned' ? 'banned' : 'enter')
  })
  return key
}

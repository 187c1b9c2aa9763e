import type { OwnPresence, PersonKey, Session } from '../network.ts'
import { otherOf } from './keys.ts'
import { relations, type Seat } from './seat.ts'
import { type Line, presence, type Shown } from './switchboard.ts'

/** In larger rooms nobody is shown who types: it would be a wave of hints for nothing. */
const mostToldOfTyping = 50

/** What others see: house people are offline as soon as no browser of theirs is open. */
export function veil({ show, text, absent }: OwnPresence): Shown {
  return absent || show === 'hidden' ? { show: 'offline', text: '' } : { show, text }
}

export async function showPresence(seat: Seat, line: Line, own: OwnPresence): Promise<void> {
  seat.house.board.show(line, veil(own), await seat.house.book.watchers({ person: seat.me }))
}

/** What someone who has just come sees of the others. */
export async function lookAround(seat: Seat): Promise<void> {
  for (const person of await seat.house.book.watchers({ person: seat.me })) {
    const line = seat.house.board.line(person)
    if (line && line.shown.show !== 'offline') seat.account.hint(presence(person, line.shown))
  }
}

export function typing(seat: Seat): NonNullable<Session['typing']> {
  const { board, book } = seat.house
  const audience = async (other: PersonKey | null, key: Parameters<typeof book.room>[0]['key']): Promise<readonly PersonKey[]> => {
    if (other !== null) {
      if (board.line(other) === undefined) return []
      const [{ mine, theirs }, standing] = await Promise.all([relations(seat, other), book.member({ key, person: other })])
      return standing?.state === 'joined' && !mine?.blocked && !theirs?.blocked ? [other] : []
    }
    const inside = (await book.room({ key }))?.members.filter(({ state }) => state === 'joined').map(({ person }) => person) ?? []
    return inside.length <= mostToldOfTyping && inside.includes(seat.me) ? inside.filter((person) => person !== seat.me) : []
  }
  return {
    async set(conversation, on) {
      const people = await audience(otherOf(conversation, seat.me), conversation)
      board.hint(people, { type: 'typing', conversation, from: seat.me, name: seat.account.me.name, on })
    },
  }
}

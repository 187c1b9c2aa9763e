import type { Contacts, NetworkEvent, Person, PersonKey } from '../network.ts'
import { NetworkError } from '../network.ts'
import { answering, asking, type Outcome, removing } from './bonds.ts'
import type { HousePerson, Relation } from './book.ts'
import { part, personAt } from './direct.ts'
import { allowGuest, asPerson, known, pairOf, record, relations, type Seat } from './seat.ts'

const mostFound = 20

export function contacts(seat: Seat): Contacts & Required<Pick<Contacts, 'block' | 'find'>> {
  return {
    async add(address, name) {
      await allowGuest(seat, 'addContacts', 'Guests cannot add people. Ask for an invite link, or keep your chats by choosing a login.')
      const other = await personAt(seat, address)
      await bond(seat, other, { decide: refuseBlocked(other, asking), name })
    },
    async remove(person) {
      await bond(seat, await known(seat, person), { decide: removing })
    },
    async answer(person, accept) {
      await bond(seat, await known(seat, person), {
        decide: (mine, theirs) => {
          if (mine?.state !== 'asks') throw new NetworkError('not-found', 'There is no request from this person.')
          return answering(accept, theirs)
        },
      })
    },
    update: (person, name, groups) => changeOwn(seat, person, { name, groups }),
    block: (person, on) => block(seat, person, on),
    find: (text) => find(seat, text),
  }
}

export interface Bonding {
  decide(mine: Relation | null, theirs: Relation | null): Outcome
  /** What I want to call them from now on. */
  readonly name?: string | undefined
}

/**
 * Changes two people's entries for each other. Theirs is stored first: if the server dies in between, the one who asked sees
 * that nothing has happened and asks again.
 */
export async function bond(seat: Seat, other: HousePerson, bonding: Bonding): Promise<void> {
  const { house, me } = seat
  await house.turns(pairOf(me, other.key), async () => {
    const { mine, theirs } = await relations(seat, other.key)
    const outcome = bonding.decide(mine, theirs)
    if (outcome.theirs !== null) {
      await house.deliver(other.key, { events: [entry(await known(seat, me), outcome.theirs, theirs)] })
    }
    await record(seat, [entry(other, outcome.mine, { ...mine, ...(bonding.name && { name: bonding.name }) })])
    house.board.link(me, other.key, outcome.mine === 'both' && outcome.theirs === 'both' && !mine?.blocked && !theirs?.blocked)
  })
}

/** `mine` with a blocked entry decides nothing: whoever wants someone he blocks back has to say so first. */
export function refuseBlocked(other: HousePerson, decide: Bonding['decide']): Bonding['decide'] {
  return (mine, theirs) => {
    if (mine?.blocked) throw new NetworkError('forbidden', `You have blocked ${other.name}.`)
    return decide(mine, theirs)
  }
}

function entry(person: HousePerson, state: Outcome['mine'], was: Partial<Relation> | null): NetworkEvent {
  if (state === 'gone') return { type: 'contact.gone', person: person.key }
  const { name, groups = [], blocked = false } = was ?? {}
  return { type: 'contact', person: { ...asPerson(person), name: name || person.name }, groups, state, blocked }
}

async function changeOwn(seat: Seat, key: PersonKey, change: Partial<Relation>): Promise<void> {
  const other = await known(seat, key)
  await seat.house.turns(pairOf(seat.me, key), async () => {
    const { mine } = await relations(seat, key)
    if (mine === null) throw new NetworkError('not-found', 'This person is not on your list.')
    await record(seat, [entry(other, mine.state, { ...mine, ...change })])
  })
}

async function block(seat: Seat, key: PersonKey, on: boolean): Promise<void> {
  const other = await known(seat, key)
  await seat.house.turns(pairOf(seat.me, key), async () => {
    const { mine, theirs } = await relations(seat, key)
    if ((mine?.blocked ?? false) === on) return
    await record(seat, [entry(other, mine?.state ?? 'none', { ...mine, blocked: on }), ...(await part(seat, key, on))])
    seat.house.board.link(seat.me, key, !on && mine?.state === 'both' && theirs?.state === 'both' && !theirs.blocked)
  })
}

async function find(seat: Seat, text: string): Promise<readonly Person[]> {
  await allowGuest(seat, 'findPeople', 'Guests cannot look for people.')
  const found = await seat.house.book.find({ text: text.trim(), most: mostFound })
  const fit = await Promise.all(
    found.map(async (person) => {
      if (person.guest || person.key === seat.me) return []
      const { mine, theirs } = await relations(seat, person.key)
      return mine?.blocked || theirs?.blocked ? [] : [asPerson(person)]
    }),
  )
  return fit.flat()
}

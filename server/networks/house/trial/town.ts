import type { AccountId } from '../../../../contract/ids.ts'
import type { Account, Batch, Contacts, Hint, MessageKey, Network, PersonKey, Rooms, Session } from '../../network.ts'
import type { HousePerson } from '../book.ts'
import { helperId } from '../helper/user.ts'
import { house } from '../index.ts'
import { directKey } from '../keys.ts'
import { createLedger, type Ledger } from './ledger.ts'

/** People at the house network, with a ledger in memory in place of the store. */
export interface Town {
  readonly network: Network
  readonly ledger: Ledger
  /** Adds someone and brings him online. */
  arrive(name: string, more?: Partial<HousePerson>): Promise<Citizen>
  /** Resolves when everybody's session has ended. */
  close(): Promise<void>
}
export interface Citizen {
  readonly key: PersonKey
  readonly name: string
  readonly address: string
  /** With every facet that the house has. */
  readonly session: Session &
    Required<Omit<Session, 'history'>> & { readonly contacts: Required<Contacts>; readonly rooms: Required<Rooms> }
  readonly hints: Hint[]
  readonly batches: Batch[]
  /** Writes to another one as the core would, and returns the message's key. */
  write(to: Citizen | PersonKey, text: string): Promise<MessageKey>
  leave(): Promise<unknown>
}

export const helperKey = helperId as string as PersonKey

export function buildTown({ helper = false } = {}): Town {
  const ledger = createLedger()
  let clock = 1_000
  const now = () => (clock += 1)
  const deliver = async (person: PersonKey, batch: Batch) => ledger.apply(person, batch)
  const network = house({ book: ledger.book, deliver, now, pause: async () => undefined })
  if (helper) ledger.people.set(helperKey, { key: helperKey, name: 'Parley', address: 'parley', guest: false, language: 'system' })
  const citizens: Citizen[] = []
  return {
    network,
    ledger,
    async arrive(name, more = {}) {
      const key = `u-${name}` as PersonKey
      const person = { key, name, address: name.toLowerCase(), guest: false, language: 'system', ...more } as const
      ledger.people.set(key, ledger.people.get(key) ?? person)
      const citizen = await settle(network, ledger, person)
      citizens.push(citizen)
      return citizen
    },
    async close() {
      for (const citizen of citizens) await citizen.leave()
    },
  }
}

async function settle(network: Network, ledger: Ledger, me: HousePerson): Promise<Citizen> {
  const hints: Hint[] = []
  const batches: Batch[] = []
  const stopper = new AbortController()
  const { promise: online, resolve } = Promise.withResolvers<void>()
  const account: Account = {
    id: me.key as string as AccountId,
    settings: {},
    secret: '',
    me,
    services: [],
    checkpoint: null,
    async emit(batch) {
      ledger.apply(me.key, batch)
      batches.push(batch)
    },
    hint: (hint) => void hints.push(hint),
    state: () => resolve(),
    log: () => undefined,
  }
  const session = network.open(account) as Citizen['session']
  const ended = session.run(stopper.signal)
  await online
  await session.presence.set({ show: 'online', text: '', absent: false })
  return {
    key: me.key,
    name: me.name,
    address: me.address,
    session,
    hints,
    batches,
    async write(to, text) {
      const conversation = directKey(me.key, typeof to === 'string' ? to : to.key)
      const sent = await session.send({ conversation, txn: `t-${ledger.messages.length}`, body: { kind: 'text', text } })
      if (sent.state !== 'sent' || !sent.keys[0]) throw new Error('it was not sent')
      ledger.say({ conversation, key: sent.keys[0], from: me.key, text, at: sent.at })
      return sent.keys[0]
    },
    leave: () => {
      stopper.abort()
      return ended
    },
  }
}

import type { Abilities } from '../../../contract/abilities.ts'
import { Refused } from '../../../contract/errors.ts'
import type { AccountId, ConversationId } from '../../../contract/ids.ts'
import type { ConversationPlace, OwnedAccount } from '../../db/store.ts'
import type { Network, Rooms, Session } from '../../networks/network.ts'
import type { Caller, Parts } from './parts.ts'

/** How long a session of this server's own network, which needs nobody else to answer, may take to wake. */
const wakeMs = 3_000

export interface AccountReach {
  readonly account: OwnedAccount
  readonly network: Network
}
export interface ConversationReach extends ConversationPlace {
  readonly network: Network
}

/** An account of the caller; anybody else's is `not-found`. */
export async function reachAccount({ store, engine }: Parts, caller: Caller, id: AccountId): Promise<AccountReach> {
  const account = await store.accounts.get({ account: id })
  if (account?.user !== caller.user) throw new Refused('not-found', 'There is no such account.')
  return { account, network: networkOf(engine, account.network) }
}

/** A conversation of the caller, with the network it is on; anybody else's is `not-found`. */
export async function reachConversation(parts: Parts, caller: Caller, conversation: ConversationId): Promise<ConversationReach> {
  const place = await parts.store.conversations.place({ user: caller.user, conversation })
  const { network } = await reachAccount(parts, caller, place.account)
  return { ...place, network }
}

export async function reachRoom(parts: Parts, caller: Caller, conversation: ConversationId): Promise<ConversationReach> {
  const place = await reachConversation(parts, caller, conversation)
  if (place.kind !== 'room') throw new Refused('invalid', 'This is not a room.')
  return place
}

/** The session of an account, or Refused `offline`. One on this server's own network is waited for while it wakes. */
export async function online({ engine, home }: Parts, user: Caller['user'], { account, network }: Reached): Promise<Session> {
  try {
    return engine.online(account)
  } catch (refused) {
    if (network !== home) throw refused
  }
  await new Promise<void>((resolve) => {
    const timer = setTimeout(finish, wakeMs)
    const stop = engine.onHints((whom, hints) => {
      if (whom === user && hints.some((hint) => hint.type === 'link' && hint.account === account && hint.state === 'online')) finish()
    })
    function finish() {
      clearTimeout(timer)
      stop()
      resolve()
    }
  })
  return engine.online(account)
}
interface Reached {
  readonly account: AccountId
  readonly network: Network
}

/** What a room's network offers for rooms, while the account is online. */
export async function roomsOf(
  parts: Parts,
  caller: Caller,
  room: Reached & { readonly abilities?: Partial<Abilities> | null },
): Promise<Rooms> {
  needAbility(room, 'rooms')
  return facet((await online(parts, caller.user, room)).rooms, room.network)
}

type Switch = { [Name in keyof Abilities]: Abilities[Name] extends 'native' | 'fallback' | 'none' ? Name : never }[keyof Abilities]

/** Refused `unsupported` unless the network, or the conversation where it differs, can do this. */
export function needAbility({ network, abilities }: { network: Network; abilities?: Partial<Abilities> | null }, name: Switch): void {
  if ((abilities?.[name] ?? network.abilities[name]) === 'none') throw unsupported(network)
}

/** The facet that an ability promises (N10). Refused `unsupported` where it is missing. */
export function facet<Facet>(found: Facet | undefined, network: Network): Facet {
  if (found === undefined) throw unsupported(network)
  return found
}

/** Reads an address as its network does. Refused `invalid` when it is none, or not of this kind. */
export function readAddress(network: Network, text: string, kind: 'person' | 'room'): string {
  const address = network.address(text)
  if (!address) throw new Refused('invalid', `“${text}” is not an address on ${network.name}.`)
  if (address.kind !== kind) throw new Refused('invalid', kind === 'person' ? `“${text}” is a room.` : `“${text}” is a person, not a room.`)
  return address.text
}

const unsupported = (network: Network) => new Refused('unsupported', `${network.name} cannot do this.`)

function networkOf(engine: Parts['engine'], id: string): Network {
  const network = engine.network(id)
  if (!network) throw new Refused('unsupported', `This server does not offer ${id} any more.`)
  return network
}

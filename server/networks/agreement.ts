import type { Abilities } from '../../contract/abilities.ts'
import type { Network, Session } from './network.ts'

/** What each ability needs of a session (N10). Abilities that are not here need no facet: the core sees to them. */
const needs: Partial<Record<keyof Abilities, (session: Session) => boolean>> = {
  contacts: ({ contacts }) => contacts !== undefined,
  contactRequests: ({ contacts }) => contacts !== undefined,
  groups: ({ contacts }) => contacts !== undefined,
  block: ({ contacts }) => contacts?.block !== undefined,
  find: ({ contacts }) => contacts?.find !== undefined,
  presence: ({ presence }) => presence !== undefined,
  invisible: ({ presence }) => presence !== undefined,
  typing: ({ typing }) => typing !== undefined,
  receipts: ({ receipts }) => receipts !== undefined,
  edits: ({ edits }) => edits !== undefined,
  deletes: ({ deletes }) => deletes !== undefined,
  reactions: ({ reactions }) => reactions !== undefined,
  rooms: ({ rooms }) => rooms !== undefined,
  roomList: ({ rooms }) => rooms?.list !== undefined,
  roomCreate: ({ rooms }) => rooms?.create !== undefined,
  moderation: ({ rooms }) => rooms?.role !== undefined && rooms.kick !== undefined && rooms.ban !== undefined,
  invites: ({ rooms }) => rooms?.invite !== undefined && rooms.answer !== undefined,
}

/** A session may have these facets without using all of what they could carry. */
const optional: readonly (keyof Abilities)[] = ['contactRequests', 'groups', 'invisible']

/** Where the abilities of a network and the facets of its session say different things, in words; empty when they agree. */
export function disagreements(network: Pick<Network, 'abilities' | 'shared'>, session: Session): readonly string[] {
  const wrong: string[] = []
  for (const [name, has] of Object.entries(needs) as [keyof Abilities, (session: Session) => boolean][]) {
    const able = network.abilities[name] !== 'none'
    if (able && !has(session)) wrong.push(`${name} is ${network.abilities[name]}, but its facet is missing`)
    if (!able && has(session) && !optional.includes(name)) wrong.push(`${name} is none, but its facet is there`)
  }
  // What a shared network has said is in the store already (N16), and only there can a link let somebody in.
  const history = network.abilities.history !== 'none' && !network.shared
  if (history !== (session.history !== undefined)) wrong.push(`history is ${network.abilities.history}, which its facet does not match`)
  if (network.shared !== (session.invites !== undefined))
    wrong.push('the facet for invite links belongs to shared networks and to no others')
  return wrong
}

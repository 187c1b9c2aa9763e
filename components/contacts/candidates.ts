import type { Contact, Person } from '../../contract/entities.ts'
import { matchScore } from '../shell/find.ts'

/** Somebody who may be meant by what was typed. */
export interface Candidate {
  readonly name: string
  readonly address: string
  readonly avatar: string | null
  /** On the list already. */
  readonly contact: Contact | null
}

const most = 20

interface Known {
  /** Of the account that is to write. */
  readonly contacts: readonly Contact[]
  /** Found on the network. */
  readonly found: readonly Person[]
}

/** Contacts that fit, then people who were found, then what was typed as an address; each address once, an exact one first. */
export function candidates(typed: string, { contacts, found }: Known): Candidate[] {
  const text = typed.trim()
  if (text === '') return []
  const fitting = contacts.filter(({ name, address }) => matchScore([name, address], text) > 0)
  const all: Candidate[] = [
    ...fitting.map((contact) => ({ ...pick(contact), contact })),
    ...found.map((person) => ({ ...pick(person), contact: null })),
    ...(/\s/.test(text) ? [] : [{ name: text, address: text, avatar: null, contact: null }]),
  ]
  const byAddress = new Map<string, Candidate>()
  for (const one of all) if (!byAddress.has(one.address.toLowerCase())) byAddress.set(one.address.toLowerCase(), one)
  const exact = byAddress.get(text.toLowerCase())
  const isKnown = exact !== undefined && exact !== all.at(-1)
  const others = [...byAddress.values()].filter((one) => !isKnown || one !== exact)
  return (isKnown ? [exact, ...others] : others).slice(0, most)
}

const pick = ({ name, address, avatar }: Pick<Person, 'name' | 'address' | 'avatar'>) => ({ name, address, avatar })

import type { ContactId } from '../../../contract/ids.ts'
import type { PersonKey } from '../../networks/network.ts'
import type { Caller, Parts, Topic } from './parts.ts'
import { facet, needAbility, online, reachAccount, readAddress } from './reach.ts'

export const contactCommands: Topic<'contact'> = (parts) => ({
  'contact.add': async (caller, { account, address, name }) => {
    const { network } = await reachAccount(parts, caller, account)
    const contacts = await listOf(parts, caller, { account, network })
    await contacts.add(readAddress(network, address, 'person'), name)
    return null
  },
  'contact.find': async (caller, { account, text }) => {
    const { network } = await reachAccount(parts, caller, account)
    needAbility({ network }, 'find')
    const contacts = await listOf(parts, caller, { account, network })
    const people = await facet(contacts.find, network).call(contacts, text)
    const known = await parts.store.ingest.ids({ account, conversations: [], people: people.map(({ key }) => key) })
    return people.map(({ key, name, address }) => ({ id: known.people[key] ?? null, name, address, avatar: null }))
  },
  'contact.answer': async (caller, { contact, accept }) => {
    const { contacts, key } = await reachContact(parts, caller, contact)
    await contacts.answer(key, accept)
    return null
  },
  'contact.update': async (caller, { contact, name, groups }) => {
    const { contacts, key } = await reachContact(parts, caller, contact)
    await contacts.update(key, name, groups)
    return null
  },
  'contact.block': async (caller, { contact, on }) => {
    const { contacts, key, network } = await reachContact(parts, caller, contact)
    needAbility({ network }, 'block')
    await facet(contacts.block, network).call(contacts, key, on)
    return null
  },
  'contact.remove': async (caller, { contact }) => {
    const { contacts, key } = await reachContact(parts, caller, contact)
    await contacts.remove(key)
    return null
  },
})

type Account = Parameters<typeof online>[2]

async function listOf(parts: Parts, caller: Caller, account: Account) {
  return facet((await online(parts, caller.user, account)).contacts, account.network)
}

async function reachContact(parts: Parts, caller: Caller, contact: ContactId) {
  const { account, key } = await parts.store.conversations.contact({ user: caller.user, contact })
  const { network } = await reachAccount(parts, caller, account)
  return { key: key satisfies PersonKey, network, contacts: await listOf(parts, caller, { account, network }) }
}

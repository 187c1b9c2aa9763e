import type { Parsed } from '../../../contract/commands.ts'
import { Refused } from '../../../contract/errors.ts'
import type { MessageId } from '../../../contract/ids.ts'
import type { Body, MessageKey, NetworkEvent } from '../../networks/network.ts'
import { demand } from '../policy.ts'
import { pageWithHistory } from './history.ts'
import type { Caller, Handlers, Parts, Topic } from './parts.ts'
import { facet, needAbility, online, reachConversation } from './reach.ts'

export const messageCommands: Topic<'message'> = (parts) => ({ ...sendingCommands(parts), ...changingCommands(parts) })

type Sending = Pick<Handlers, 'message.page' | 'message.send' | 'message.retry' | 'message.discard'>

const sendingCommands = (parts: Parts): Sending => ({
  'message.page': (caller, input) => pageWithHistory(parts, caller, input),
  'message.send': async (caller, input) => {
    const { user } = caller
    await demandSendable(parts, caller, input)
    const { id, conversation, text, replyTo } = input
    const message = { user, id, conversation, ...readBody(text), at: parts.now(), ...(replyTo && { replyTo }) }
    const { account, rev, entity } = await parts.store.messages.queue(message)
    if (entity.state === 'queued') parts.engine.outgoing(account)
    return { rev, entity }
  },
  'message.retry': async ({ user }, { message }) => {
    const { account } = await parts.store.messages.retry({ user, message, at: parts.now() })
    parts.engine.outgoing(account)
    return null
  },
  'message.discard': async ({ user }, { message }) => {
    await parts.store.messages.discard({ user, message })
    return null
  },
})

type Changing = Pick<Handlers, 'message.edit' | 'message.delete' | 'message.react'>

const changingCommands = (parts: Parts): Changing => ({
  'message.edit': async (caller, { message, text }) => {
    const { target, place, user } = await reachMessage(parts, caller, message)
    demand(user, 'message.edit', target)
    needAbility(place, 'edits')
    demandLength(text, place)
    const key = named(target.key)
    const body = readBody(text)
    const session = await online(parts, caller.user, place)
    await facet(session.edits, place.network).edit(place.key, key, body)
    const at = parts.now()
    return record(parts, place, { type: 'message.edited', conversation: place.key, target: key, from: 'me', body, at })
  },
  'message.delete': async (caller, { message }) => {
    const { target, place, user } = await reachMessage(parts, caller, message)
    demand(user, 'message.delete', { ...target, shared: place.network.shared })
    needAbility(place, 'deletes')
    const key = named(target.key)
    const session = await online(parts, caller.user, place)
    await facet(session.deletes, place.network).delete(place.key, key)
    return record(parts, place, { type: 'message.deleted', conversation: place.key, target: key, from: 'me', at: parts.now() })
  },
  'message.react': async (caller, { message, emoji, on }) => {
    const { target, place, user } = await reachMessage(parts, caller, message)
    demand(user, 'message.react', target)
    needAbility(place, 'reactions')
    const key = named(target.key)
    const emojis = [...target.emojis.filter((each) => each !== emoji), ...(on ? [emoji] : [])]
    if (emojis.length > mostEmojis) throw new Refused('too-large', `At most ${mostEmojis} reactions on one message.`)
    const session = await online(parts, caller.user, place)
    await facet(session.reactions, place.network).set(place.key, key, emojis)
    return record(parts, place, { type: 'reactions', conversation: place.key, target: key, from: 'me', emojis })
  },
})

const mostEmojis = 16
const action = /^\/me\s+(?=\S)/

const readBody = (text: string): Body => (action.test(text) ? { kind: 'action', text: text.replace(action, '') } : { kind: 'text', text })

type Place = Awaited<ReturnType<typeof reachConversation>>

/** Whether he is in the conversation is for the store to say: a repeat is answered even to those who have left since (S14). */
async function demandSendable(parts: Parts, caller: Caller, { conversation, text, replyTo }: Parsed<'message.send'>): Promise<void> {
  const place = await reachConversation(parts, caller, conversation)
  if (replyTo) needAbility(place, 'replies')
  demandLength(text, place)
}

function demandLength(text: string, { network, abilities }: Place): void {
  const most = abilities?.textBytes ?? network.abilities.textBytes
  if (Buffer.byteLength(text) > most) throw new Refused('too-large', `${network.name} takes messages of at most ${most} bytes.`)
}

async function reachMessage(parts: Parts, caller: Caller, message: MessageId) {
  const target = await parts.store.messages.target({ user: caller.user, message })
  const [place, user] = await Promise.all([
    reachConversation(parts, caller, target.conversation),
    parts.store.users.get({ user: caller.user }),
  ])
  demand(user, 'conversation.write', place)
  return { target, place, user }
}

function named(key: MessageKey | null): MessageKey {
  if (key === null) throw new Refused('conflict', 'The network has not confirmed this message yet. Please try again in a moment.')
  return key
}

/** The network has taken it: now it is true here as well. */
async function record(parts: Parts, { account }: Place, event: NetworkEvent): Promise<null> {
  await parts.store.ingest.apply({ account, epoch: null, events: [event], at: parts.now() })
  return null
}

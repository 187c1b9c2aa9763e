import { type Caller, connect, newId, post, signUp } from '../worlds/caller.ts'
import { type Mirror, startMirror } from '../worlds/mirror.ts'
import type { Parley } from '../worlds/parley.ts'
import type { Prosody } from '../worlds/prosody.ts'
import { type Peer, startSlixmpp } from '../worlds/slixmpp.ts'

/** Somebody in the pictures: a login on the house network, and the program that speaks for him. */
interface Citizen {
  readonly login: string
  readonly caller: Caller
  readonly account: string
}

export interface Town {
  /** Whose screen is seen. */
  readonly ada: Citizen
  readonly newcomer: Citizen
  readonly room: string
  readonly chat: string
  close(): Promise<void>
}

const xmppPassword = 'fjord and fell'
/** Those on the house network that Ada knows, with what is seen beside their names. */
const neighbours = [
  { login: 'tomas', name: 'Tomás Herrera', show: 'online', status: '' },
  { login: 'mei', name: 'Mei Tanaka', show: 'busy', status: 'In the workshop until four' },
  { login: 'jonas', name: 'Jonas Weber', show: 'away', status: '' },
  { login: 'priya', name: 'Priya Nair', show: 'online', status: 'Seeds have arrived!' },
] as const
type Login = (typeof neighbours)[number]['login'] | 'ada'
type People = Readonly<Record<Login, Citizen>> & { readonly mirror: Mirror }

/** The first one takes the server over. */
async function claim({ url, claimUrl }: Parley): Promise<Caller> {
  const token = claimUrl().split('/').at(-1)
  const { result } = await post(url, '/api/claim', { token, login: 'ada', password: 'the first of many', name: 'Ada Lindqvist' })
  return connect(url, result.token)
}

async function arrive(login: string, caller: Caller): Promise<Citizen> {
  const [account] = await caller.all('account')
  return { login, caller, account: account?.id ?? '' }
}

async function newcomerTo({ url }: Parley, login: string, name: string): Promise<Citizen> {
  const caller = await signUp(url, login)
  await caller.ask('me.update', { name })
  return arrive(login, caller)
}

async function befriend(one: Citizen, other: Citizen): Promise<void> {
  await one.caller.ask('contact.add', { account: one.account, address: other.login })
  const request = (await other.caller.all('contact')).find(({ entity }) => entity.state === 'asks')
  await other.caller.ask('contact.answer', { contact: request?.id, accept: true })
}

/** Where Ada hears it: what is answered next is said after it. */
async function say(
  { caller }: Citizen,
  { mirror }: Pick<People, 'mirror'>,
  said: { in: string; text: string; to?: string },
): Promise<string> {
  const id = newId()
  await caller.ask('message.send', { id, conversation: said.in, text: said.text, ...(said.to && { replyTo: said.to }) })
  await mirror.until(({ all }) => all('message').some((message) => message.id === id && message.state === 'sent'))
  return id
}

const chatWith = async (who: Citizen, account: string, address: string): Promise<string> =>
  (await who.caller.ask('conversation.start', { account, address })).conversation

/** A few people, a room, and somebody on XMPP, in the middle of an ordinary day. */
export async function settle(parley: Parley, prosody: Prosody): Promise<Town> {
  const ada = await arrive('ada', await claim(parley))
  const others = await Promise.all(neighbours.map(({ login, name }) => newcomerTo(parley, login, name)))
  for (const other of others) await befriend(ada, other)
  const mirror = await startMirror(ada.caller)
  const people = { ...(Object.fromEntries([ada, ...others].map((one) => [one.login, one])) as Record<Login, Citizen>), mirror }
  const newcomer = await newcomerTo(parley, 'noor', 'Noor Haddad')
  const lars = await linkXmpp(people, prosody)
  const room = await garden(people)
  await workshop(people)
  await lars.tell({ do: 'send', to: `ada@${prosody.domain}`, body: 'The ferry leaves at 9:40, not at 10. See you on the quay!' })
  const chat = await harvest(people)
  for (const { login, show, status } of neighbours) await people[login].caller.ask('presence.set', { show, status })
  return {
    ada,
    newcomer,
    room,
    chat,
    async close() {
      await lars.stop()
      for (const { caller } of [newcomer, ada, ...others]) caller.close()
    },
  }
}

async function linkXmpp({ ada: { caller }, mirror }: People, prosody: Prosody): Promise<Peer> {
  for (const user of ['ada', 'lars']) await prosody.register(user, xmppPassword)
  const jid = `lars@${prosody.domain}`
  const lars = await startSlixmpp({ jid, password: xmppPassword, port: prosody.wiredPort, caPem: prosody.caPem })
  const snapshot = await caller.ask('sync.snapshot')
  const flow = snapshot.networks.find(({ id }: { id: string }) => id === 'xmpp').logins[0].id
  const { login } = await caller.ask('login.start', { network: 'xmpp', flow })
  const { step } = await caller.ask('login.next', { login, answers: { address: `ada@${prosody.domain}`, password: xmppPassword } })
  await mirror.until(({ links }) => links(step.account).at(-1) === 'online')
  await caller.ask('contact.add', { account: step.account, address: jid, name: 'Lars Eklund' })
  return lars
}

async function garden(people: People): Promise<string> {
  const { ada, tomas, priya } = people
  const contacts = (await ada.caller.all('contact')).filter(({ entity }) => ['tomas', 'priya', 'jonas'].includes(entity.address))
  const { conversation } = await ada.caller.ask('room.create', {
    account: ada.account,
    name: 'Garden',
    topic: 'Beds, seeds, and who waters when',
    public: true,
    contacts: contacts.map(({ id }) => id),
  })
  for (const who of [tomas, priya, people.jonas]) await who.caller.ask('room.answer', { conversation, accept: true })
  await say(tomas, people, { in: conversation, text: 'The south bed is dug over. My back is not speaking to me.' })
  await say(tomas, people, { in: conversation, text: 'Who has the long hose?' })
  const hose = await say(people.jonas, people, { in: conversation, text: 'I do. I can bring it on Saturday.' })
  await say(priya, people, { in: conversation, text: 'Perfect, then we can do both beds at once' })
  const plan = await say(priya, people, {
    in: conversation,
    text: 'My list for Saturday:\n- beans along the fence\n- courgettes, *two* and not twelve\n- https://example.org/planting-calendar',
  })
  await say(ada, people, { in: conversation, text: 'Two courgette plants fed the whole street last year. Two is plenty.', to: plan })
  await ada.caller.ask('message.react', { message: hose, emoji: '🎉', on: true })
  await tomas.caller.ask('message.react', { message: hose, emoji: '🎉', on: true })
  await tomas.caller.ask('message.react', { message: plan, emoji: '👍', on: true })
  await say(people.jonas, people, { in: conversation, text: 'Whoever comes first has the key: it hangs in `shed 3`' })
  return conversation
}

async function workshop({ ada, mei, mirror }: People): Promise<void> {
  const conversation = await chatWith(mei, mei.account, ada.login)
  await say(mei, { mirror }, { in: conversation, text: 'The chair is glued. It may be sat on from tomorrow.' })
  await say(mei, { mirror }, { in: conversation, text: 'Carefully.' })
}

async function harvest({ ada, tomas, mirror }: People): Promise<string> {
  const conversation = await chatWith(tomas, tomas.account, ada.login)
  await say(tomas, { mirror }, { in: conversation, text: 'Good morning! Did the trains run yesterday?' })
  await say(ada, { mirror }, { in: conversation, text: 'They did, with only forty minutes to think about life in Hallsberg.' })
  await say(tomas, { mirror }, { in: conversation, text: 'Then you have surely thought about Saturday' })
  const question = await say(
    tomas,
    { mirror },
    { in: conversation, text: 'Can you take the minutes? I had them the last two times, and nobody can read them.' },
  )
  await say(
    ada,
    { mirror },
    { in: conversation, text: 'Gladly. I will put them here afterwards: https://example.org/garden/minutes', to: question },
  )
  const thanks = await say(tomas, { mirror }, { in: conversation, text: 'You are a treasure' })
  await ada.caller.ask('message.react', { message: thanks, emoji: '❤️', on: true })
  const last = await say(ada, { mirror }, { in: conversation, text: 'And bring the big thermos.' })
  await tomas.caller.ask('conversation.receipt', { conversation, message: last, kind: 'read' })
  return conversation
}

import type { Caller } from '../worlds/caller.ts'
import { type Mirror, startMirror } from '../worlds/mirror.ts'
import type { Parley } from '../worlds/parley.ts'
import type { Prosody } from '../worlds/prosody.ts'
import type { Peer } from '../worlds/slixmpp.ts'
import { expect, line, type Town, test } from './town.ts'

interface Household {
  readonly prosody: Prosody
  readonly parley: Parley
  readonly bob: Peer
  readonly ann: Caller
  readonly mirror: Mirror
  readonly alice: string
  readonly carol: string
}

/** Ann with two accounts on XMPP, and Bob, who writes to both. */
async function household(town: Town): Promise<Household> {
  const prosody = await town.prosody(['alice', 'bob', 'carol'])
  const parley = await town.parley({ services: [prosody.service] })
  const bob = await town.peer(prosody, 'bob')
  const ann = await town.signUp(parley, 'ann')
  const mirror = await startMirror(ann)
  const alice = await town.link(ann, 'alice@xmpp.test')
  const carol = await town.link(ann, 'carol@xmpp.test')
  await mirror.until(({ links }) => links(alice).at(-1) === 'online' && links(carol).at(-1) === 'online')
  return { prosody, parley, bob, ann, mirror, alice, carol }
}

const needsOf = (mirror: Mirror, account: string) => mirror.all('account').find(({ id }) => id === account)?.needs

/** Both ways, through one account. */
async function expectTalking({ bob, ann, mirror }: Household, account: string, topic: string): Promise<void> {
  const { address } = mirror.all('account').find(({ id }) => id === account)
  await bob.tell({ do: 'send', to: address, body: line(`${topic} from bob`, 1) })
  const { conversation } = await mirror.until(({ all }) => all('message').find(({ text }) => text === line(`${topic} from bob`, 1)))
  const { entity } = await ann.ask('message.send', { id: crypto.randomUUID(), conversation, text: line(`${topic} to bob`, 1) })
  await bob.heard({ event: 'message', body: line(`${topic} to bob`, 1) })
  await mirror.until(({ all }) => all('message').some(({ id, state }) => id === entity.id && state === 'sent'))
}

test('N12 the password is changed elsewhere: that account asks for it, the other one goes on, a restart does not try again', async ({
  town,
}) => {
  const here = await household(town)
  const { prosody, parley, ann, mirror, alice, carol } = here
  const other = await town.peer(prosody, 'alice')
  await changePassword(other, 'alice', town.secret('new-sesame'))
  const needs = await mirror.until(() => needsOf(mirror, alice))
  expect(needs).toMatchObject({ action: 'login', error: { code: 'credentials', message: expect.stringMatching(/password.*\.$/) } })
  await mirror.until(({ links }) => links(alice).at(-1) === 'needs-you')
  expect(needsOf(mirror, carol)).toBe(null)
  expect(mirror.links(carol).at(-1)).toBe('online')
  await expectTalking(here, carol, 'meanwhile')

  await parley.halt()
  const before = parley.output().length
  await parley.start()
  await ann.online()
  await expectTalking(here, carol, 'after a restart')
  expect(needsOf(mirror, alice)).toMatchObject({ action: 'login' })
  expect(parley.output().slice(before)).not.toContain('credentials')

  const { login } = await ann.ask('login.start', { network: 'xmpp', flow: 'password', account: alice })
  expect(await ann.ask('login.next', { login, answers: { password: 'new-sesame' } })).toMatchObject({
    step: { ask: 'done', account: alice },
  })
  await mirror.until(() => needsOf(mirror, alice) === null)
  await mirror.until(({ links }) => links(alice).at(-1) === 'online')
  await expectTalking(here, alice, 'again')
})

test('N12 the account is deleted on its server: it needs its person, the other one goes on', async ({ town }) => {
  const here = await household(town)
  const { prosody, mirror, alice, carol } = here
  await prosody.unregister('alice')
  prosody.cut()
  prosody.mend()
  expect(await mirror.until(() => needsOf(mirror, alice))).toMatchObject({ action: 'login', error: { code: 'credentials' } })
  expect(needsOf(mirror, carol)).toBe(null)
  await expectTalking(here, carol, 'meanwhile')
})

/** In-band (XEP-0077 §3.3): the server then throws out everybody else who is signed in to this account. */
async function changePassword(peer: Peer, username: string, password: string): Promise<void> {
  const query = `<query xmlns="jabber:iq:register"><username>${username}</username><password>${password}</password></query>`
  await peer.tell({ do: 'raw', xml: `<iq type="set" id="change" to="xmpp.test">${query}</iq>` })
  await peer.tell({ do: 'sync' })
}

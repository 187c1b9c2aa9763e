import type { Caller } from '../worlds/caller.ts'
import { type Mirror, startMirror } from '../worlds/mirror.ts'
import type { Outbox } from '../worlds/outbox.ts'
import type { Prosody } from '../worlds/prosody.ts'
import type { Peer } from '../worlds/slixmpp.ts'
import { expect, line, type Town } from './town.ts'

const alice = 'alice@xmpp.test'
const bob = 'bob@xmpp.test'

/** Ann, who has linked alice@xmpp.test, talks with bob@xmpp.test, who uses another client. */
export interface Talk {
  readonly prosody: Prosody
  readonly peer: Peer
  readonly ann: Caller
  readonly mirror: Mirror
  readonly conversation: string
  readonly account: string
}
interface Archived {
  readonly by: string
  readonly body: string
  readonly id: string
}

export async function startTalk(town: Town, extra = ''): Promise<Talk> {
  const prosody = await town.prosody(['alice', 'bob'], extra)
  const parley = await town.parley({ services: [prosody.service] })
  const peer = await town.peer(prosody, 'bob')
  const ann = await town.signUp(parley, 'ann')
  const mirror = await startMirror(ann)
  const account = await town.link(ann, alice)
  await mirror.until(({ links }) => links(account).at(-1) === 'online')
  const { conversation } = await ann.ask('conversation.start', { account, address: bob })
  return { prosody, peer, ann, mirror, conversation, account }
}

/** Says one line after the other; comes back whenever the server was away. Resolves when `stop` is aborted. */
export async function chatter(peer: Peer, name: string, stop: AbortSignal): Promise<void> {
  for (let number = 1; !stop.aborted; number++) {
    const said = peer.tell({ do: 'send', to: alice, body: line(name, number) }).then(() => peer.tell({ do: 'sync' }))
    await said.catch(() => peer.tell({ do: 'reconnect' }))
  }
}

/**
 * Once the other side's last line is here everything before it is, too: then both sides must have the same.
 * `roughly`: this server's archive counts whole seconds, which cannot say whether what was missed came before what
 * was heard live in the same second.
 */
export async function expectNoGapNoDouble(talk: Talk, post: Outbox, order: 'exact' | 'roughly' = 'exact'): Promise<void> {
  const { peer, ann, mirror, conversation } = talk
  const last = line('the last one', 1)
  await peer.tell({ do: 'send', to: alice, body: last })
  await mirror.until(({ all }) => all('message').some(({ text }) => text === last))
  const posted = await post.done
  const settled = ({ id, state }: { id: string; state: string }) =>
    state === 'sent' || (state === 'unsure' && posted.some((one) => one.id === id))
  await mirror.until(({ all }) => all('message').filter(settled).length === all('message').length)

  const archive = (await peer.tell({ do: 'archive', with: alice })) as Archived[]
  const history = await ann.history(conversation)
  const theirs = history.filter(({ id }) => !posted.some((one) => one.id === id)).map(({ text }) => text)
  const said = archive.filter(({ by }) => by === bob).map(({ body }) => body)
  expect(theirs.toSorted(), 'what came').toEqual(said.toSorted())
  if (order === 'exact') expect(theirs, 'what came, in order').toEqual(said)
  const mine = history.filter(({ id }) => posted.some((one) => one.id === id))
  expect(mine.map(({ id }) => id).sort()).toEqual(posted.map(({ id }) => id).sort())
  const unsure = new Set(mine.filter(({ state }) => state === 'unsure').map(({ id }) => id))
  const arrived = archive.filter(({ by }) => by === alice).map(({ id }) => id)
  expect(new Set(arrived).size, 'doubled at the peer').toBe(arrived.length)
  const sure = mine.filter(({ id }) => !unsure.has(id)).map(({ id }) => id)
  expect(arrived.filter((id) => !unsure.has(id)).sort(), 'what arrived of what is marked as sent').toEqual(sure.sort())
}

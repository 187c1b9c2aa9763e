import { sendAll } from '../worlds/outbox.ts'
import { chatter, expectNoGapNoDouble, startTalk } from './talk.ts'
import { expect, lines, test } from './town.ts'

test('the line is cut for so long that the server gives up the session: no gap, no double, and the browser sees it', async ({ town }) => {
  const talk = await startTalk(town, 'smacks_hibernation_time = 1')
  const { prosody, peer, ann, mirror, conversation, account } = talk
  await befriend(talk)
  const post = sendAll(ann, conversation, { texts: lines('from alice', 100) })
  const before = new AbortController()
  const chatting = chatter(peer, 'from bob', before.signal)
  await mirror.until(({ all }) => all('message').filter(({ text }) => text.includes('from bob')).length >= 20)

  prosody.cut()
  const shown = mirror.links(account).length
  // Prosody has given up the session, and says so to those who see Alice.
  await peer.heard({ event: 'presence', type: 'unavailable', by: 'alice@xmpp.test' })
  before.abort()
  await chatting
  await mirror.until(({ links }) =>
    links(account)
      .slice(shown)
      .some((state) => state === 'waiting' || state === 'connecting'),
  )
  const after = new AbortController()
  const chattingOn = chatter(peer, 'from bob again', after.signal)
  prosody.mend()
  await ann.ask('account.retry', { account })
  await mirror.until(({ links }) => links(account).at(-1) === 'online')
  after.abort()
  await chattingOn
  await expectNoGapNoDouble(talk, post, 'roughly')
})

test('the line is cut again and again for a moment: resumed, no gap, no double, in order', async ({ town, chance }) => {
  const talk = await startTalk(town)
  const { prosody, peer, ann, mirror, conversation, account } = talk
  const post = sendAll(ann, conversation, { texts: lines('from alice', 300) })
  const quiet = new AbortController()
  const chatting = chatter(peer, 'from bob', quiet.signal)
  const came = () => mirror.all('message').filter(({ text }) => text.includes('from bob')).length
  for (let cuts = 0; cuts < 6; cuts++) {
    const until = came() + chance.between(5, 40)
    await mirror.until(() => came() >= until)
    prosody.cut()
    prosody.mend()
    await ann.ask('account.retry', { account })
  }
  quiet.abort()
  await chatting
  await expectNoGapNoDouble(talk, post)
})

/** So that each sees whether the other is there. */
async function befriend({ peer, ann, account }: Awaited<ReturnType<typeof startTalk>>): Promise<void> {
  await ann.ask('contact.add', { account, address: 'bob@xmpp.test' })
  await peer.heard({ event: 'presence', type: 'subscribe', by: 'alice@xmpp.test' })
  await peer.tell({ do: 'presence', to: 'alice@xmpp.test', type: 'subscribed' })
  await peer.tell({ do: 'presence', to: 'alice@xmpp.test', type: 'subscribe' })
  await peer.heard({ event: 'presence', type: 'subscribed', by: 'alice@xmpp.test' })
}

test('without an archive: what was under way when the line broke is sent once by the resume, and is unsure no more', async ({ town }) => {
  const { prosody, peer, ann, mirror, conversation, account } = await startTalk(town, 'modules_disabled = { "s2s", "mam" }')
  const stateOf = (message: string) => mirror.all('message').find(({ id }) => id === message)?.state
  prosody.stall()
  const [sent] = await sendAll(ann, conversation, { texts: lines('under way', 1) }).done
  const id = sent?.id ?? ''
  await mirror.until(() => stateOf(id) === 'sending')
  prosody.cut()
  await mirror.until(() => stateOf(id) === 'unsure')
  prosody.mend()
  await ann.ask('account.retry', { account })
  await mirror.until(() => stateOf(id) === 'sent')
  await peer.tell({ do: 'sync' })
  expect(peer.events.filter(({ event }) => event === 'message').map((message) => message.id)).toEqual([id])
})

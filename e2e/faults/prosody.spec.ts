import { sendAll } from '../worlds/outbox.ts'
import { chatter, expectNoGapNoDouble, startTalk } from './talk.ts'
import { lines, test } from './town.ts'

for (const how of ['restarted', 'killed'] as const) {
  test(`the XMPP server is ${how} while messages flow: no gap, no double`, async ({ town, chance }) => {
    const all = await startTalk(town)
    const { prosody, peer, ann, mirror, conversation, account } = all
    const post = sendAll(ann, conversation, { texts: lines('from alice', 200) })
    const quiet = new AbortController()
    const chatting = chatter(peer, 'from bob', quiet.signal)
    const sent = (count: number) =>
      mirror.until(({ all }) => all('message').filter(({ text, state }) => text.includes('from alice') && state === 'sent').length >= count)
    await sent(chance.between(20, 120))
    if (how === 'killed') await prosody.kill()
    await prosody.restart()
    await ann.ask('account.retry', { account })
    await sent(150)
    quiet.abort()
    await chatting
    await expectNoGapNoDouble(all, post, 'roughly')
  })
}

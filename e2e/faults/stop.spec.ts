import { startMirror } from '../worlds/mirror.ts'
import { sendAll } from '../worlds/outbox.ts'
import { expect, lines, test } from './town.ts'

test('S18 told to stop: browsers hear why, it is down within 5 s even when XMPP hangs, and nothing is lost', async ({ town, chance }) => {
  const prosody = await town.prosody(['alice', 'bob'])
  const parley = await town.parley({ services: [prosody.service] })
  const bob = await town.peer(prosody, 'bob')
  const [ann, ben] = [await town.signUp(parley, 'ann'), await town.signUp(parley, 'ben')]
  const mirror = await startMirror(ann)
  const account = await town.link(ann, 'alice@xmpp.test')
  await mirror.until(({ links }) => links(account).at(-1) === 'online')
  const house = await town.direct(ann, 'ben')
  const { conversation: abroad } = await ann.ask('conversation.start', { account, address: 'bob@xmpp.test' })

  const stopAt = chance.between(20, 180)
  const reached = Promise.withResolvers<void>()
  const onAcknowledged = (count: number) => void (count === stopAt && reached.resolve())
  const post = sendAll(ann, house, { texts: lines('to ben', 200), onAcknowledged })
  await reached.promise
  // From here on the XMPP server neither answers nor hangs up.
  prosody.stall()
  const hanging = sendAll(ann, abroad, { texts: lines('to bob', 5) })
  const said = lines('from bob', 20)
  for (const body of said) await bob.tell({ do: 'send', to: 'alice@xmpp.test', body })
  await hanging.done
  const took = await parley.halt()
  const acknowledged = post.acknowledged.map(({ id }) => id)
  expect(took).toBeLessThan(5_000)
  expect([ann.goodbyes, ben.goodbyes]).toEqual([['restart'], ['restart']])
  expect(parley.output()).not.toContain('"msg":"crashed"')

  prosody.mend()
  await parley.start()
  const posted = await post.done
  const settled = (state: string) => state === 'sent' || state === 'unsure'
  const own = () => mirror.all('message').filter(({ text }) => /to (ben|bob)/.test(text))
  await mirror.until(() => own().filter(({ state }) => settled(state)).length >= 205)
  await mirror.until(({ all }) => all('message').some(({ text }) => text === said.at(-1)))

  for (const caller of [ann, ben]) {
    const history = await caller.history(house)
    expect(history.map(({ id }) => id).sort()).toEqual(posted.map(({ id }) => id).sort())
    expect(history.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged))
  }
  await bob.tell({ do: 'sync' })
  const history = await ann.history(abroad)
  expect(history.filter(({ text }) => text.includes('from bob')).map(({ text }) => text)).toEqual(said)
  const arrived = bob.events.filter(({ event }) => event === 'message').map(({ id }) => String(id))
  const unsure = history.filter(({ state }) => state === 'unsure').map(({ id }) => id)
  const sent = history.filter(({ text, state }) => text.includes('to bob') && state === 'sent').map(({ id }) => id)
  expect(arrived.filter((id) => !unsure.includes(id)).sort()).toEqual(sent.sort())
  expect(new Set(arrived).size, 'doubled at the peer').toBe(arrived.length)
})

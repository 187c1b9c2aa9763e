import type { Caller } from '../worlds/caller.ts'
import { startMirror } from '../worlds/mirror.ts'
import { sendAll } from '../worlds/outbox.ts'
import { expect, lines, test } from './town.ts'

const sorted = (texts: readonly string[]) => [...texts].sort()

test('killed in the middle of two thousand messages: each that was acknowledged is there once, on both sides', async ({ town, chance }) => {
  test.slow()
  const parley = await town.parley()
  const [ann, ben] = (await Promise.all(['ann', 'ben'].map((login) => town.signUp(parley, login)))) as [Caller, Caller]
  const conversation = await town.direct(ann, 'ben')
  expect(await town.direct(ben, 'ann')).toBe(conversation)
  const mirrors = await Promise.all([startMirror(ann), startMirror(ben)])

  const killAt = chance.between(200, 1800)
  const killing = Promise.withResolvers<void>()
  let total = 0
  const onAcknowledged = () => {
    if (++total === killAt) parley.kill().then(killing.resolve, killing.reject)
  }
  const posts = [
    sendAll(ann, conversation, { texts: lines('from ann', 1000), onAcknowledged }),
    sendAll(ben, conversation, { texts: lines('from ben', 1000), onAcknowledged }),
  ]
  await killing.promise
  const safe = posts.flatMap(({ acknowledged }) => acknowledged.map(({ id }) => id))
  expect(safe.length).toBeGreaterThanOrEqual(killAt)
  await parley.start()
  const posted = (await Promise.all(posts.map(({ done }) => done))).flat()

  for (const mirror of mirrors) {
    // The helper has written, too, in a conversation of its own.
    const sent = () => mirror.all('message').filter((message) => message.conversation === conversation && message.state === 'sent')
    await mirror.until(() => sent().length >= 2000)
  }
  for (const caller of [ann, ben]) {
    const history = await caller.history(conversation)
    expect(sorted(history.map(({ id, text }) => `${id} ${text}`))).toEqual(sorted(posted.map(({ id, text }) => `${id} ${text}`)))
    expect(history.filter(({ state }) => state !== 'sent')).toEqual([])
  }
})

test('killed while XMPP flows both ways: nothing is lost, nothing is doubled, what came stands in its order', async ({ town, chance }) => {
  const prosody = await town.prosody(['alice', 'bob'])
  const parley = await town.parley({ services: [prosody.service] })
  const bob = await town.peer(prosody, 'bob')
  const ann = await town.signUp(parley, 'ann')
  const mirror = await startMirror(ann)
  const account = await town.link(ann, 'alice@xmpp.test')
  await mirror.until(({ links }) => links(account).at(-1) === 'online')
  const { conversation } = await ann.ask('conversation.start', { account, address: 'bob@xmpp.test' })

  const killAt = chance.between(50, 450)
  const post = sendAll(ann, conversation, { texts: lines('from alice', 500) })
  const said = lines('from bob', 500)
  const speak = async () => {
    for (const body of said) await bob.tell({ do: 'send', to: 'alice@xmpp.test', body })
  }
  const speaking = speak()
  await mirror.until(({ all }) => all('message').filter(({ text }) => text.includes('from bob')).length >= killAt)
  await parley.kill()
  const safe = post.acknowledged.map(({ id }) => id)
  await parley.start()
  await Promise.all([post.done, speaking])

  const settled = (state: string) => state === 'sent' || state === 'unsure'
  await mirror.until(({ all }) => all('message').filter(({ text }) => text.includes('from bob')).length >= 500)
  await mirror.until(({ all }) => all('message').filter(({ text, state }) => text.includes('from alice') && settled(state)).length >= 500)
  await bob.tell({ do: 'sync' })

  const history = await ann.history(conversation)
  expect(history.filter(({ text }) => text.includes('from bob')).map(({ text }) => text)).toEqual(said)
  const mine = history.filter(({ text }) => text.includes('from alice'))
  expect(sorted(mine.map(({ id }) => id))).toEqual(sorted((await post.done).map(({ id }) => id)))
  expect(mine.map(({ id }) => id)).toEqual(expect.arrayContaining(safe))
  const arrived = bob.events.filter(({ event }) => event === 'message').map(({ id }) => String(id))
  expect(new Set(arrived).size, 'doubled at the peer').toBe(arrived.length)
  const unsure = mine.filter(({ state }) => state === 'unsure').map(({ id }) => id)
  expect(unsure.length).toBeLessThanOrEqual(1)
  expect(sorted(arrived.filter((id) => !unsure.includes(id)))).toEqual(
    sorted(mine.filter(({ state }) => state === 'sent').map(({ id }) => id)),
  )
})

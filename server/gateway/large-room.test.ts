import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { arrivals } from '../../client/arrivals.ts'
import type { State } from '../../client/client.ts'
import type { ConversationId, FeedName } from '../../contract/ids.ts'
import { house, newUser, room, say, standing, type TestUser } from '../db/suites/kit.ts'
import { openClient } from './trial/client.ts'
import { newcomer, type TrialPerson } from './trial/people.ts'
import { startServer, type TrialServer } from './trial/server.ts'

let server: TrialServer
let ann: TrialPerson
let others: readonly TestUser[]
beforeAll(async () => {
  server = await startServer()
  ann = await newcomer(server, 'ann')
  others = await Promise.all(Array.from({ length: 201 }, () => newUser(server.store)))
})
afterAll(() => server.stop())

const asMember = ({ me, home }: TrialPerson) =>
  ({ user: me.id, feed: `u:${me.id}`, login: 'ann', home, key: me.id as string, person: me.id as string }) as TestUser
const shown = ({ messages, stretches }: State, id: ConversationId) => (stretches[id]?.order ?? []).map((each) => messages[each]?.text)
const teller = () => others[0] as TestUser
const newcomerTo = () => others[200] as TestUser

/** Ann's browser with a room open that is as large as a room without a feed of its own can be. */
async function opened() {
  const place = await room(server.store, [teller(), asMember(ann), ...others.slice(1, 199)])
  await say(server.store, teller(), place.id, { text: 'when we were few' })
  const client = openClient(server, ann.token)
  await client.until(({ phase }) => phase === 'online')
  client.core.pages.open(place.id)
  await client.until((state) => shown(state, place.id).includes('when we were few'))
  const grow = () => house(server.store, newcomerTo(), [standing(place.key, 'me')])
  return { ...place, client, grow }
}

describe('S5 a room that grows above 200 members', () => {
  test('hides nothing that is said while the browser does not follow its feed yet', async () => {
    const { id, client, grow } = await opened()
    const { heads } = server.store.feeds
    let said: Promise<unknown> | undefined
    const reading = vi.spyOn(server.store.feeds, 'heads').mockImplementation(async (args) => {
      said ??= say(server.store, teller(), id, { text: 'in between', at: 3_000 })
      await said
      return heads(args)
    })
    await grow()
    await client.until((state) => shown(state, id).includes('in between'))
    expect(client.core.state.conversations[id]).toMatchObject({ members: 201 })
    reading.mockRestore()
    client.close()
  })

  test('goes on telling what is new in it, to be counted and notified, through one row for all', async () => {
    const { id, key, client, grow } = await opened()
    client.core.pages.close(id)
    await grow()
    await client.until(({ conversations }) => conversations[id]?.members === 201)
    const before = client.core.state
    const heads = await server.store.feeds.heads({ user: ann.me.id })
    await say(server.store, teller(), id, { text: 'news', at: 4_000 })
    await client.until(({ conversations }) => conversations[id]?.last?.text === 'news')
    const arrived = arrivals(before, client.core.state)
    expect(arrived).toMatchObject([{ conversation: { id, unread: 2 }, message: { text: 'news', name: `Name of ${teller().login}` } }])
    await house(server.store, teller(), [{ type: 'conversation', key, kind: 'room', address: '#new', title: 'Park' }])
    await client.until(({ conversations }) => conversations[id]?.title === 'Park')
    const now = await server.store.feeds.heads({ user: ann.me.id })
    const shared = `r:${id}` as FeedName
    expect(now).toEqual({ ...heads, [shared]: (heads[shared] ?? 0) + 3 })
    client.close()
  })
})

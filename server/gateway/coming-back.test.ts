import { expect, test, vi } from 'vitest'
import { house, newUser, room, say, standing, type TestUser } from '../db/suites/kit.ts'
import { openClient } from './trial/client.ts'
import { newcomer } from './trial/people.ts'
import { startServer } from './trial/server.ts'

test('S7 whoever is sent away and invited back between two syncs finds what was said meanwhile', async () => {
  const server = await startServer()
  const { store } = server
  const ann = await newcomer(server, 'ann')
  const owner = await newUser(store)
  const member = { user: ann.me.id, home: ann.home, key: ann.me.id as string } as TestUser
  const { id, key } = await room(store, [owner, member])
  await say(store, owner, id, { text: 'before' })
  const client = openClient(server, ann.token)
  await client.until(({ phase }) => phase === 'online')
  client.core.pages.open(id)
  const texts = () => (client.core.state.stretches[id]?.order ?? []).map((one) => client.core.state.messages[one]?.text)
  await client.until(() => texts().includes('before'))

  const { changes } = store.feeds
  const gate = Promise.withResolvers<void>()
  vi.spyOn(store.feeds, 'changes').mockImplementation(async (args) => {
    await gate.promise
    return changes(args)
  })
  await house(store, owner, [standing(key, member.key, 'removed')])
  await say(store, owner, id, { text: 'behind her back', at: 3_000 })
  await house(store, owner, [standing(key, member.key, 'invited')])
  await house(store, member, [standing(key, 'me')])
  await say(store, owner, id, { text: 'welcome back', at: 4_000 })
  gate.resolve()

  await client.until(() => texts().includes('welcome back') && !client.core.state.stretches[id]?.loading)
  expect(texts()).toEqual(['before', 'behind her back', 'welcome back'])
  client.close()
  await server.stop()
})

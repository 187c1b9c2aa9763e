import type { Socket as NodeSocket } from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { ConversationId } from '../../contract/ids.ts'
import { must, openBrowser } from './trial/browser.ts'
import { newcomer, type TrialPerson } from './trial/people.ts'
import { startServer, type TrialServer } from './trial/server.ts'

let server: TrialServer
let ann: TrialPerson
let chat: ConversationId
beforeAll(async () => {
  server = await startServer()
  ann = await newcomer(server, 'ann')
  chat = must(await ann.ask('room.create', { account: ann.home, name: 'notes', public: false, contacts: [] })).conversation
  for (let n = 0; n < 20; n++) must(await ann.send(chat, 'x'.repeat(60_000)))
})
afterAll(() => server.stop())

/** A second browser of hers that asks and does not read. */
async function deafBrowser() {
  const { token } = must<{ token: string }>(await (await server.post('/api/sign-in', { login: 'ann', password: 'correct horse' })).json())
  const browser = openBrowser(server, { token })
  await browser.until(({ open }) => open)
  const { session } = (await server.sessions.find(token)) ?? {}
  if (!session) throw new Error('not signed in')
  const wire = (browser.socket.io.engine.transport as unknown as { ws: { _socket: NodeSocket } }).ws._socket
  wire.pause()
  const pages = vi.spyOn(server.store.messages, 'page').mockClear()
  const asked = Array.from({ length: 60 }, () => browser.ask('message.page', { conversation: chat, limit: 20 }))
  await vi.waitFor(() => expect(pages.mock.calls.length).toBeGreaterThanOrEqual(8))
  // Meanwhile others are served, and as much of the answers has gone out as the wire holds.
  for (let round = 0; round < 40; round++) must(await ann.ask('session.list', {}))
  return { ...browser, session, wire, pages, asked }
}

test('a browser that asks and does not read is not asked for: what it has not taken is not made', async () => {
  const { pages, wire, asked, close } = await deafBrowser()
  expect(pages.mock.calls.length).toBeLessThan(40)
  wire.resume()
  for (const answer of await Promise.all(asked)) expect(must(answer).messages).not.toHaveLength(0)
  close()
})

test('S18 whoever is signed out can do nothing more, however long he takes to hear it', async () => {
  const { session, wire, raw, asked } = await deafBrowser()
  const lost = Promise.allSettled(asked)
  await server.sessions.end(ann.me.id, session)
  const late = raw('me.update', { name: 'Mallory' })
  await vi.waitFor(() => expect(server.gateway.connected()).not.toContain(session), { timeout: 10_000 })
  expect((await server.store.users.get({ user: ann.me.id })).name).toBe('ann')
  wire.resume()
  await expect(late).rejects.toThrow()
  await lost
})

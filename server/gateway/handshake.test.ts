import { test, vi } from 'vitest'
import { openBrowser } from './trial/browser.ts'
import { newcomer } from './trial/people.ts'
import { startServer } from './trial/server.ts'

test('S18 a session that ends while its browser comes in is not let in', async () => {
  const server = await startServer()
  const { token } = await newcomer(server, 'ann')
  const { session } = server.store.users
  const asking = vi.spyOn(server.store.users, 'session').mockImplementationOnce(async (args) => {
    const signed = await session(args)
    if (signed) await server.sessions.end(signed.user, signed.session)
    return signed
  })
  const browser = openBrowser(server, { token })
  await browser.until(({ goodbyes, over }) => goodbyes.includes('signed-out') && over)
  asking.mockRestore()
  await server.stop()
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Service } from '../network.ts'
import { createXmpp } from './index.ts'
import { World } from './trial/world.ts'

let world: World
beforeAll(async () => {
  world = await World.open('alice')
})
afterAll(() => world.close())

const login = (services: readonly Service[], answers: Readonly<Record<string, string>>) =>
  createXmpp()
    .startLogin('password', { services })
    .next({ address: 'alice@xmpp.test', ...answers })

test('the right password links the account', async () => {
  expect(await login([world.prosody.service], { password: 'secret' })).toMatchObject({
    ask: 'nothing',
    address: 'alice@xmpp.test',
    settings: { jid: 'alice@xmpp.test' },
    secret: 'secret',
  })
})

test('a wrong password is said to be that', async () => {
  expect(await login([world.prosody.service], { password: 'wrong' })).toMatchObject({
    ask: 'form',
    error: expect.stringContaining('password'),
  })
})

test('N15 a private address that a person typed is not dialled', async () => {
  const step = await login([], { password: 'secret', host: '127.0.0.1', port: String(world.prosody.c2sPort) })
  expect(step).toMatchObject({ ask: 'form', error: expect.any(String) })
})

test('a certificate by nobody we know is said to be that', async () => {
  const { ca: _unknown, ...service } = world.prosody.service
  expect(await login([service], { password: 'secret' })).toMatchObject({ ask: 'form', error: expect.stringContaining('could not prove') })
})

test('N12 a session with a wrong password ends with credentials', async () => {
  const account = Object.assign(world.account('alice'), { secret: 'wrong' })
  expect(await world.run(account).ended).toMatchObject({ why: 'lost', wasOnline: false, error: { code: 'credentials' } })
})

test('a server that is not there is unreachable', async () => {
  world.prosody.cut()
  expect(await world.run(world.account('alice')).ended).toMatchObject({ why: 'lost', error: { code: 'unreachable' } })
  world.prosody.mend()
})

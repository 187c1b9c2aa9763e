import { expect, test } from 'vitest'
import { NetworkError, type Service } from '../network.ts'
import { startLogin } from './login.ts'
import { ScriptedStream } from './trial/scripted-stream.ts'

const service: Service = { id: 's', network: 'xmpp', domain: 'xmpp.test', host: '127.0.0.1', port: 1, tls: 'direct', allowPrivate: true }
const good = { address: 'Alice@XMPP.test/phone', password: 'secret' }

test('asks for address and password, the rest is folded away', async () => {
  const step = await startLogin(new ScriptedStream().connect, { services: [] }).next({})
  expect(step).toMatchObject({
    ask: 'form',
    fields: [{ id: 'address' }, { id: 'password' }, { id: 'host', optional: true, advanced: true }, { id: 'port', advanced: true }],
  })
  expect(step).not.toHaveProperty('error')
})

test('what worked is kept, the password as the secret, and the trial connection is closed', async () => {
  const stream = new ScriptedStream()
  const step = await startLogin(stream.connect, { services: [service] }).next(good)
  expect(step).toEqual({
    ask: 'nothing',
    settings: { jid: 'alice@xmpp.test' },
    secret: 'secret',
    address: 'alice@xmpp.test',
    me: { key: 'alice@xmpp.test', name: 'alice', address: 'alice@xmpp.test' },
  })
  expect(stream.options).toMatchObject({ jid: 'alice@xmpp.test', password: 'secret', service, resume: null })
  expect(stream.left).toBe('closed')
})

test('N15 a host that a person typed may not be private', async () => {
  const stream = new ScriptedStream()
  await startLogin(stream.connect, { services: [] }).next({ ...good, host: 'jabber.xmpp.test', port: '5223' })
  expect(stream.options.service).toMatchObject({
    domain: 'xmpp.test',
    host: 'jabber.xmpp.test',
    port: 5223,
    tls: 'direct',
    allowPrivate: false,
  })
})

test('the definition of the admin cannot be overridden', async () => {
  const stream = new ScriptedStream()
  await startLogin(stream.connect, { services: [service] }).next({ ...good, host: 'elsewhere.test' })
  expect(stream.options.service).toBe(service)
})

test.each([
  [{ address: 'alice', password: 'x' }, 'An address looks like'],
  [{ address: 'alice@xmpp.test', password: '' }, 'password is missing'],
  [{ ...good, port: '0' }, 'A port is'],
  [{ ...good, port: '70000' }, 'A port is'],
  [{ ...good, host: 'a b' }, 'A host looks like'],
])('%j is asked again, with a reason', async (answers, sentence) => {
  const step = await startLogin(new ScriptedStream().connect, { services: [] }).next(answers)
  expect(step).toMatchObject({ ask: 'form', error: expect.stringContaining(sentence) })
})

test('what the server says is shown, with everything but the password filled in', async () => {
  const refuse = () => Promise.reject(new NetworkError('credentials', 'The password is wrong.'))
  const step = await startLogin(refuse, { services: [] }).next({ ...good, host: 'h.test' })
  expect(step).toMatchObject({ error: 'The password is wrong.', fields: [{ value: good.address }, {}, { value: 'h.test' }, {}] })
  expect(JSON.stringify(step)).not.toContain('secret')
})

test('an account that signs in again keeps its address', async () => {
  const stream = new ScriptedStream()
  const login = startLogin(stream.connect, { services: [], settings: { jid: 'alice@xmpp.test', host: 'old.test' } })
  const first = await login.next({})
  expect(first).toMatchObject({ fields: [{ id: 'password' }, { id: 'host', value: 'old.test' }, { id: 'port' }] })
  expect(await login.next({ address: 'bob@xmpp.test', password: 'new' })).toMatchObject({ address: 'alice@xmpp.test', secret: 'new' })
})

test('cancelling ends the attempt', async () => {
  const hanging = (options: { stop: AbortSignal }) =>
    new Promise<never>((_resolve, reject) => {
      options.stop.addEventListener('abort', () => reject(new NetworkError('timeout', 'Cancelled.')))
    })
  const login = startLogin(hanging, { services: [] })
  const step = login.next(good)
  login.cancel()
  await expect(step).resolves.toMatchObject({ error: 'Cancelled.' })
})

import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createDialer } from '../../../dial/dialer.ts'
import { DialError } from '../../../dial/errors.ts'
import type { SrvRecord } from '../../../dial/names.ts'
import type { Target } from '../../../dial/tcp.ts'
import type { Service } from '../../network.ts'
import { connect } from './connect.ts'
import { createKept } from './kept.ts'
import type { StreamOptions } from './stream.ts'

const header =
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' id='1' version='1.0'>"
const features = (inside = '') => `<stream:features>${inside}</stream:features>`
const starttls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
const proceed = "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"
const mechanisms = (name: string) => `<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>${name}</mechanism></mechanisms>`
const streamError = (inside: string) => `<stream:error>${inside}</stream:error>`
const seeOther = (host: string) => streamError(`<see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>${host}</see-other-host>`)

const servers: Server[] = []
const sockets = new Set<Socket>()
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers.splice(0)) server.close()
})

/** A server that answers every packet with the next of these; what it was told is in `heard`. */
async function serve(...answers: string[]): Promise<{ port: number; heard: string[]; connections: number }> {
  const seen = { port: 0, heard: [] as string[], connections: 0 }
  const server = createServer((socket) => {
    const waiting = [...answers]
    seen.connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      seen.heard.push(String(data))
      const answer = waiting.shift()
      if (answer !== undefined) socket.write(answer)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  servers.push(server)
  seen.port = (server.address() as AddressInfo).port
  return seen
}

/** Dials nothing but this machine, whatever the name; says what was asked for. */
function localDialer(srv: Record<string, SrvRecord[]> = {}) {
  const dialled: Target[] = []
  const real = createDialer({ addresses: async () => ['127.0.0.1'], srv: async (name) => srv[name] ?? [] })
  const dialer = {
    ...real,
    tcp: (target: Target, signal: AbortSignal) => {
      dialled.push(target)
      return real.tcp({ ...target, allowPrivate: true }, signal)
    },
    get: async () => Promise.reject(new DialError('unreachable', 'There is no web server.')),
  }
  return { dialled, dialer }
}
const local = (port: number, tls: Service['tls']): Service => ({
  id: 's',
  network: 'xmpp',
  domain: 'x.test',
  host: '127.0.0.1',
  port,
  tls,
  allowPrivate: true,
})

function signIn(service: Service | undefined, more: Partial<StreamOptions> = {}) {
  return connect({
    jid: 'ann@x.test',
    password: 'very secret',
    resource: 'r',
    service,
    resume: null,
    strongest: null,
    stop: new AbortController().signal,
    onStanza: () => {},
    log: () => {},
    ...more,
  })
}

describe('connecting', () => {
  it.each(['x.test', '@x.test', '', 'ann@', 'ann'])('refuses "%s"', async (jid) => {
    await expect(signIn(undefined, { jid })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('does not go on without encryption', async () => {
    const server = await serve(header + features(mechanisms('PLAIN')))
    await expect(signIn(local(server.port, 'starttls'))).rejects.toMatchObject({ code: 'certificate' })
    expect(server.heard.join('')).not.toContain('auth')
  })

  it('does not send the password in clear even where no encryption is asked for', async () => {
    const server = await serve(header + features(mechanisms('PLAIN')))
    await expect(signIn(local(server.port, 'none'))).rejects.toMatchObject({ code: 'unsupported' })
    expect(server.heard.join('')).not.toContain(Buffer.from('\0ann\0very secret').toString('base64'))
  })

  it('refuses an unencrypted WebSocket that no definition asks for', async () => {
    const service = { ...local(1, 'direct'), url: 'ws://127.0.0.1:1/' }
    await expect(signIn(service)).rejects.toMatchObject({ code: 'certificate' })
  })

  it('refuses what somebody has slipped in before the encryption', async () => {
    const server = await serve(header + features(starttls), `${proceed}<message><body>injected</body></message>`)
    const stanzas: unknown[] = []
    await expect(signIn(local(server.port, 'starttls'), { onStanza: (stanza) => stanzas.push(stanza) })).rejects.toMatchObject({
      code: 'protocol',
    })
    expect(stanzas).toEqual([])
  })

  it.each([
    ['what is not XML', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
    ['another XML', '<html><body/></html>'],
    ['no features', `${header}<message/>`],
    ['broken XML', `${header}<a></b>`],
  ])('ends at %s', async (_name, answer) => {
    const server = await serve(answer)
    await expect(signIn(local(server.port, 'none'))).rejects.toMatchObject({ name: 'NetworkError', code: 'protocol' })
  })

  it.each([
    ['host-unknown', 'unreachable'],
    ['policy-violation', 'banned'],
    ['conflict', 'elsewhere'],
  ])('understands %s as %s', async (condition, code) => {
    const server = await serve(header + streamError(`<${condition} xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>`))
    await expect(signIn(local(server.port, 'none'))).rejects.toMatchObject({ code })
  })

  it('N15 follows the server elsewhere only through the guard, and not for ever', async () => {
    const server = await serve(header + seeOther('elsewhere.test:5222'))
    const { dialer, dialled } = localDialer()
    const elsewhere = { ...dialer, tcp: (target: Target, signal: AbortSignal) => dialer.tcp({ ...target, port: server.port }, signal) }
    await expect(signIn(local(server.port, 'starttls'), { kept: createKept(elsewhere) })).rejects.toMatchObject({ code: 'protocol' })
    expect(dialled.map(({ host, allowPrivate }) => [host, allowPrivate])).toEqual([
      ['127.0.0.1', true],
      ['elsewhere.test', false],
      ['elsewhere.test', false],
    ])
  })

  it('N15 is not sent inside by a server', async () => {
    const inside = await serve()
    const server = await serve(header + seeOther(`127.0.0.1:${inside.port}`))
    await expect(signIn(local(server.port, 'starttls'))).rejects.toMatchObject({ name: 'NetworkError' })
    expect([server.connections, inside.connections]).toEqual([1, 0])
  })

  it('tries every server of the domain and tells what is most telling', async () => {
    const clear = await serve(header + features())
    const gone = await serve()
    for (const server of servers.splice(1)) await once(server.close(), 'close')
    const record = (port: number, priority: number): SrvRecord => ({ host: `h${priority}.test`, port, priority, weight: 0 })
    const { dialer, dialled } = localDialer({
      '_xmpp-client._tcp.x.test': [record(clear.port, 2), record(gone.port, 1), record(gone.port, 3)],
    })
    await expect(signIn(undefined, { kept: createKept(dialer) })).rejects.toMatchObject({ code: 'certificate' })
    expect(dialled.map(({ host }) => host)).toEqual(['h1.test', 'h2.test', 'h3.test'])
  })

  it('returns first to where the server wants to resume', async () => {
    const { dialer, dialled } = localDialer()
    const resume = { id: 'i', jid: 'ann@x.test/r', inbound: 0, location: '[2001:db8::1]:1' }
    await expect(signIn(undefined, { kept: createKept(dialer), resume })).rejects.toMatchObject({ code: 'unreachable' })
    expect(dialled[0]).toMatchObject({ host: '2001:db8::1', port: 1, allowPrivate: false })
  })

  it('leaves nothing open when it is stopped', async () => {
    const server = await serve()
    const stop = new AbortController()
    const accepted = once(servers[0] as Server, 'connection') as Promise<[Socket]>
    const connecting = signIn(local(server.port, 'none'), { stop: stop.signal })
    const [socket] = await accepted
    const closed = once(socket, 'close')
    stop.abort()
    await expect(connecting).rejects.toMatchObject({ code: 'unreachable' })
    await closed
  })
})

import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer as createHttps, type Server as HttpsServer } from 'node:https'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Certificates, makeCertificates } from '../../e2e/worlds/certificates.ts'
import { createDialer } from './dialer.ts'
import type { Names } from './names.ts'

const never = new AbortController().signal
const namesOf = (hosts: Record<string, string[]>): Names => ({
  addresses: async (host) => hosts[host] ?? [],
  srv: async () => [],
})
const names = namesOf({
  'good.test': ['127.0.0.1'],
  'mixed.test': ['169.254.169.254', '127.0.0.1'],
  'two.test': ['127.0.0.2', '127.0.0.1'],
  'inside.test': ['10.0.0.1', '::1'],
})
const dialer = createDialer(names)

describe('N15 dialling', () => {
  let server: Server
  let port: number
  beforeAll(async () => {
    server = createServer((socket) => void socket.on('error', () => {}).end('hello')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())
  const dial = (host: string, allowPrivate = true) => dialer.tcp({ host, port, allowPrivate }, never)

  it('dials the address that was checked', async () => {
    const socket = await dial('good.test')
    expect(String((await once(socket, 'data'))[0])).toBe('hello')
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })

  it('passes by forbidden addresses of a name', async () => {
    const socket = await dial('mixed.test')
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })

  it('goes on to the next address when one refuses', async () => {
    const socket = await dial('two.test')
    expect(socket.remoteAddress).toBe('127.0.0.1')
    socket.destroy()
  })

  it('refuses names and addresses that lead inside', async () => {
    await expect(dial('inside.test', false)).rejects.toMatchObject({ code: 'forbidden' })
    const real = createDialer()
    await expect(real.tcp({ host: '0x7f.1', port, allowPrivate: false }, never)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(real.tcp({ host: 'localhost', port, allowPrivate: false }, never)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('says which names do not exist', async () => {
    await expect(dial('nowhere.test')).rejects.toMatchObject({ code: 'unreachable', message: 'There is no host named nowhere.test.' })
  })

  it.each([0, -1, 65_536, Number.NaN])('says that %s is not a port', async (impossible) => {
    await expect(dialer.tcp({ host: 'good.test', port: impossible, allowPrivate: true }, never)).rejects.toMatchObject({ code: 'invalid' })
  })

  it('stops when told to, even while a name is looked up', async () => {
    const stop = new AbortController()
    const slow = createDialer({ addresses: () => new Promise(() => {}), srv: async () => [] })
    const dialled = slow.tcp({ host: 'slow.test', port, allowPrivate: true }, stop.signal)
    stop.abort()
    await expect(dialled).rejects.toMatchObject({ code: 'unreachable' })
    await expect(slow.tcp({ host: 'slow.test', port, allowPrivate: true }, AbortSignal.timeout(1))).rejects.toMatchObject({
      code: 'timeout',
    })
  })
})

describe('encrypted connections', () => {
  let folder: string
  let certificates: Certificates
  let server: HttpsServer
  let port: number

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-dial-'))
    certificates = await makeCertificates(folder, ['good.test'])
    const [cert, key] = await Promise.all([readFile(certificates.cert), readFile(certificates.key)])
    server = createHttps({ cert, key, ALPNProtocols: ['http/1.1', 'xmpp-client'] }, (request, response) => {
      if (request.url === '/loop') response.writeHead(302, { location: '/loop' }).end()
      else if (request.url === '/once') response.writeHead(302, { location: '/page' }).end()
      else if (request.url === '/inside') response.writeHead(302, { location: 'https://inside.test/' }).end()
      else if (request.url === '/plain') response.writeHead(302, { location: 'http://good.test/' }).end()
      else response.end(request.url === '/large' ? Buffer.alloc(5000) : 'a page')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true })
  })
  const local = createDialer({ addresses: async (host) => (host === 'inside.test' ? ['10.0.0.1'] : ['127.0.0.1']), srv: async () => [] })
  const get = (path: string, allowPrivate = true) =>
    local.get(`https://good.test:${port}${path}`, { maxBytes: 1000, maxRedirects: 3, allowPrivate, ca: certificates.caPem, signal: never })

  it('name the domain and the protocol to the server', async () => {
    const socket = await local.tcp({ host: 'good.test', port, allowPrivate: true }, never)
    const accepted = once(server, 'secureConnection') as Promise<[TLSSocket & { servername: string }]>
    const secure = await local.tls(socket, { domain: 'good.test', ca: certificates.caPem, alpn: 'xmpp-client' }, never)
    const [seen] = await accepted
    expect(seen.servername).toBe('good.test')
    expect(seen.alpnProtocol).toBe('xmpp-client')
    expect(['TLSv1.2', 'TLSv1.3']).toContain(secure.getProtocol())
    secure.destroy()
  })

  it('are refused when the certificate names another domain', async () => {
    const socket = await local.tcp({ host: 'good.test', port, allowPrivate: true }, never)
    const wrapped = local.tls(socket, { domain: 'other.test', ca: certificates.caPem }, never)
    await expect(wrapped).rejects.toMatchObject({ code: 'certificate' })
    expect(socket.destroyed).toBe(true)
  })

  it('are refused when nobody known vouches for the certificate', async () => {
    const socket = await local.tcp({ host: 'good.test', port, allowPrivate: true }, never)
    await expect(local.tls(socket, { domain: 'good.test' }, never)).rejects.toMatchObject({ code: 'certificate' })
  })

  it('carry a guarded GET', async () => {
    const got = await get('/once')
    expect({ ...got, body: String(got.body) }).toMatchObject({ status: 200, body: 'a page' })
  })

  it.each([
    ['/large', 'too-large'],
    ['/loop', 'protocol'],
    ['/plain', 'forbidden'],
  ])('end a GET of %s with %s', async (path, code) => {
    await expect(get(path)).rejects.toMatchObject({ code })
  })

  it('N15 guard every redirect', async () => {
    const outside = createDialer({
      addresses: async (host) => (host === 'good.test' ? ['127.0.0.1'] : ['169.254.169.254']),
      srv: async () => [],
    })
    const options = { maxBytes: 1000, maxRedirects: 3, allowPrivate: true, ca: certificates.caPem, signal: never }
    await expect(outside.get(`https://good.test:${port}/inside`, options)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(get('/page', false)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

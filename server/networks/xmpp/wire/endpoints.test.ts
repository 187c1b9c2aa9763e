import { describe, expect, it } from 'vitest'
import { createDialer } from '../../../dial/dialer.ts'
import { DialError } from '../../../dial/errors.ts'
import type { SrvRecord } from '../../../dial/names.ts'
import type { Service } from '../../network.ts'
import { dictated, findEndpoints, findWebSockets } from './endpoints.ts'
import { parseHostMeta } from './host-meta.ts'

const dialerOf = (records: Record<string, SrvRecord[]>) =>
  createDialer({ addresses: async () => [], srv: async (name) => records[name] ?? [] })
const srv = (host: string, port: number, priority: number): SrvRecord => ({ host, port, priority, weight: 1 })
const service: Service = { id: 's', network: 'xmpp', domain: 'a.test', tls: 'starttls', allowPrivate: true }

describe('finding the server of a domain', () => {
  it('merges both kinds of records by priority', async () => {
    const dialer = dialerOf({
      '_xmpps-client._tcp.a.test': [srv('tls1', 443, 5), srv('tls2', 5223, 30)],
      '_xmpp-client._tcp.a.test': [srv('plain', 5222, 10)],
    })
    expect(await findEndpoints('a.test', undefined, dialer)).toEqual([
      { kind: 'direct', host: 'tls1', port: 443, allowPrivate: false },
      { kind: 'starttls', host: 'plain', port: 5222, allowPrivate: false },
      { kind: 'direct', host: 'tls2', port: 5223, allowPrivate: false },
    ])
  })

  it('falls back to the domain itself', async () => {
    const fallback = [{ kind: 'starttls', host: 'a.test', port: 5222, allowPrivate: false }]
    expect(await findEndpoints('a.test', undefined, dialerOf({}))).toEqual(fallback)
    const failing = createDialer({ addresses: async () => [], srv: async () => Promise.reject(new Error('SERVFAIL')) })
    expect(await findEndpoints('a.test', undefined, failing)).toEqual(fallback)
    const onlyNoDirect = dialerOf({ '_xmpps-client._tcp.a.test': [srv('', 0, 0)] })
    expect(await findEndpoints('a.test', undefined, onlyNoDirect)).toEqual(fallback)
  })

  it('believes that there is no service', async () => {
    const none = dialerOf({ '_xmpp-client._tcp.a.test': [srv('', 0, 0)] })
    await expect(findEndpoints('a.test', undefined, none)).rejects.toMatchObject({ code: 'unreachable' })
    const onlyDirect = dialerOf({ '_xmpp-client._tcp.a.test': [srv('', 0, 0)], '_xmpps-client._tcp.a.test': [srv('tls', 443, 1)] })
    expect(await findEndpoints('a.test', undefined, onlyDirect)).toMatchObject([{ host: 'tls' }])
  })

  it.each<[string, Partial<Service>, object]>([
    ['host and port', { host: 'h', port: 1 }, { kind: 'starttls', host: 'h', port: 1, allowPrivate: true }],
    ['direct TLS', { host: 'h', tls: 'direct' }, { kind: 'direct', host: 'h', port: 5223, allowPrivate: true }],
    ['no encryption', { tls: 'none' }, { kind: 'none', host: 'a.test', port: 5222, allowPrivate: true }],
    ['a WebSocket', { url: 'wss://w/x' }, { kind: 'websocket', url: 'wss://w/x', allowPrivate: true }],
    ['only the domain', { allowPrivate: false }, { kind: 'starttls', host: 'a.test', port: 5222, allowPrivate: false }],
  ])('follows a definition that names %s', async (_name, part, endpoint) => {
    expect(await findEndpoints('a.test', { ...service, ...part }, dialerOf({}))).toEqual([endpoint])
  })
})

describe('host-meta', () => {
  const rel = 'urn:xmpp:alt-connections:websocket'
  it('is read as JSON and as XML, encrypted URLs only', () => {
    const json = {
      links: [{ rel, href: 'wss://a/ws' }, { rel, href: 'ws://a/ws' }, { rel: 'other', href: 'wss://b' }, { rel }, { rel, href: '::' }],
    }
    expect(parseHostMeta(Buffer.from(JSON.stringify(json)))).toEqual(['wss://a/ws'])
    const xml = `<?xml version="1.0"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">\n  <Link rel="${rel}" href="wss://x/ws"/>\n</XRD>`
    expect(parseHostMeta(Buffer.from(xml))).toEqual(['wss://x/ws'])
  })

  it('counts as absent when it is broken', async () => {
    const bodies: Record<string, string> = {
      'https://a.test/.well-known/host-meta.json': '{"links":3}',
      'https://a.test/.well-known/host-meta': '<html>',
    }
    const dialer = {
      ...dialerOf({}),
      get: async (url: string | URL) => ({ status: 200, contentType: '', body: Buffer.from(bodies[String(url)] ?? '') }),
    }
    expect(await findWebSockets('a.test', dialer, new AbortController().signal)).toEqual([])
    const failing = { ...dialer, get: async () => Promise.reject(new DialError('unreachable', 'no')) }
    expect(await findWebSockets('a.test', failing, new AbortController().signal)).toEqual([])
  })
})

describe('N15 a host that the server dictates', () => {
  it.each([
    ['b.test', 'starttls', { kind: 'starttls', host: 'b.test', port: 5222 }],
    ['b.test:99', 'direct', { kind: 'direct', host: 'b.test', port: 99 }],
    ['[2001:db8::1]:9222', 'starttls', { kind: 'starttls', host: '2001:db8::1', port: 9222 }],
  ] as const)('%s is understood, and never inside', (location, kind, endpoint) => {
    expect(dictated(location, kind)).toEqual({ ...endpoint, allowPrivate: false })
  })

  it.each(['', 'a b', 'http://x/', 'a:b:c', 'x:999999'])('"%s" is ignored', (location) => {
    expect(dictated(location, 'starttls')).toBeNull()
  })
})

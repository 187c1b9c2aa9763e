import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { createOrigins } from './origin.ts'

const request = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage
const origins = createOrigins({ url: 'https://chat.example.org', behindProxy: false })

describe('where a request comes from', () => {
  test.each([
    [{}, true],
    [{ origin: 'https://chat.example.org' }, true],
    [{ origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, true],
    [{ origin: 'https://chat.example.org', 'sec-fetch-site': 'same-origin' }, true],
    [{ origin: 'https://evil.example', host: 'chat.example.org' }, false],
    [{ origin: 'http://chat.example.org', host: 'chat.example.org' }, false],
    [{ origin: 'file://', host: 'not a host' }, false],
    [{ origin: 'null', host: 'chat.example.org' }, false],
    [{ origin: 'https://chat.example.org.evil.example', host: 'chat.example.org' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
  ])('%j is our own page: %s', (headers, own) => {
    expect(origins.isOwn(request(headers))).toBe(own)
  })

  test('a proxy’s word counts only where there is a proxy, and then only the last', () => {
    const forwarded = request({ 'x-forwarded-for': '6.6.6.6, 9.9.9.9' }, '10.0.0.1')
    expect(origins.address(forwarded)).toBe('10.0.0.1')
    expect(createOrigins({ url: 'http://a', behindProxy: true }).address(forwarded)).toBe('9.9.9.9')
  })

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::ffff:1.2.3.4', '::ffff:1.2.3.4'],
  ])('a customer of an IPv6 provider counts as one: %s', (address, key) => {
    expect(origins.address(request({}, address))).toBe(key)
  })

  test.each([
    ['127.0.0.1', {}, true],
    ['::1', {}, true],
    ['::ffff:127.0.0.1', {}, true],
    ['10.0.0.1', {}, false],
    ['127.0.0.1', { 'x-forwarded-for': '1.2.3.4' }, false],
    ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, false],
    ['127.0.0.1', { 'x-forwarded-for': '' }, false],
    ['127.0.0.1', { forwarded: 'for=1.2.3.4' }, false],
    ['127.0.0.1', { 'x-real-ip': '1.2.3.4' }, false],
    ['127.0.0.1', { via: '1.1 proxy' }, false],
    ['127.0.0.1', { 'x-forwarded-proto': 'https' }, false],
    ['10.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, false],
  ])('%s with %j is this machine: %s', (address, headers, local) => {
    for (const behindProxy of [false, true]) {
      expect(createOrigins({ url: 'https://chat.example.org', behindProxy }).isLocal(request(headers, address))).toBe(local)
    }
  })

  test('a host that makes no sense is none', () => {
    expect(origins.host(request({ host: "a.example'; script-src *" }))).toBe('')
  })
})

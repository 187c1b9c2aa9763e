import { get as request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startServer, type TrialServer } from '../trial/server.ts'

let server: TrialServer
let cookie: string
let user: string
beforeAll(async () => {
  // A page that shows what it was told.
  server = await startServer({
    pages: async (asked, response) => {
      response.end(JSON.stringify({ user: asked.headers['x-parley-user'], policy: asked.headers['content-security-policy'] }))
    },
  })
  const signed = await server.post('/api/guest', {})
  cookie = (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  user = (await server.sessions.find(cookie.split('=')[1] ?? ''))?.user ?? ''
})
afterAll(() => server.stop())

const page = async (path: string, headers: Record<string, string> = {}) => {
  const response = await server.get(path, headers)
  return { headers: response.headers, told: (await response.json()) as { user?: string; policy?: string } }
}

describe('pages', () => {
  test('are told who is signed in', async () => {
    expect((await page('/', { cookie })).told.user).toBe(user)
    expect((await page('/')).told.user).toBe('')
    expect((await page('/', { cookie: 'parley_session=made-up' })).told.user).toBe('')
  })

  test('let whoever comes by keep his cookie, and nobody gets one', async () => {
    const visit = { 'sec-fetch-dest': 'document' }
    expect((await page('/', { ...visit, cookie })).headers.get('set-cookie')).toContain(`${cookie};`)
    expect((await page('/', { ...visit, cookie: 'parley_session=made-up' })).headers.get('set-cookie')).toBeNull()
  })

  test('never believe a browser that says who it is', async () => {
    for (const path of ['/', '/_next/static/x.js', '/icon.svg']) {
      expect((await page(path, { 'x-parley-user': user })).told.user ?? '').toBe('')
    }
  })

  test('may load only what is ours, with a nonce that is new each time', async () => {
    const [one, two] = [await page('/'), await page('/')]
    const policy = one.headers.get('content-security-policy') ?? ''
    expect(policy).toBe(one.told.policy)
    expect(policy).not.toBe(two.told.policy)
    expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]+' 'strict-dynamic';/)
    for (const part of ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'"])
      expect(policy).toContain(part)
    expect(policy).toContain(`ws://${new URL(server.base).host}`)
    expect(policy).not.toContain('unsafe-eval')
  })

  test('cannot do without the policy by being called like a file', async () => {
    for (const path of ['/invite/a.b', '/claim/x.html', '/icon.svg']) {
      expect((await page(path)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
  })

  test('a host that is not one cannot write into the policy', async () => {
    const policy = await new Promise<string>((resolve) => {
      request(server.base, { headers: { host: "x; script-src * 'unsafe-inline'" } }, (response) => {
        response.resume()
        resolve(String(response.headers['content-security-policy']))
      })
    })
    expect(policy).not.toContain('script-src *')
  })

  test.each(['referrer-policy', 'x-content-type-options', 'permissions-policy'])('carry %s', async (name) => {
    expect((await page('/')).headers.get(name)).toBeTruthy()
  })
})

describe('for the operator', () => {
  test('/healthz says that it is ready', async () => {
    const response = await server.get('/healthz')
    expect([response.status, await response.json()]).toEqual([200, { ready: true }])
  })

  test('/healthz says why it is not', async () => {
    const ready = vi.spyOn(server.store, 'ready').mockRejectedValueOnce(new Error('secret detail'))
    const response = await server.get('/healthz')
    ready.mockRestore()
    expect(response.status).toBe(503)
    expect(await response.json()).toEqual({ ready: false, why: 'the database does not answer' })
  })

  test('/metrics has our figures, for this machine only', async () => {
    const response = await server.get('/metrics')
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(await response.text()).toContain('parley_sessions_online')
    expect((await server.get('/metrics', { 'x-forwarded-for': '1.2.3.4' })).status).toBe(404)
  })

  test('/metrics is not passed on by a proxy of this machine, whomever it names; /healthz is, and tells nothing', async () => {
    const own = await startServer({ rules: { behindProxy: true } })
    for (const headers of [{ 'x-forwarded-for': '1.2.3.4' }, { 'x-forwarded-for': '127.0.0.1' }, { 'x-forwarded-for': '' }]) {
      expect((await own.get('/metrics', headers)).status).toBe(404)
      expect(await (await own.get('/healthz', headers)).json()).toEqual({ ready: true })
    }
    expect((await own.get('/metrics')).status).toBe(200)
    await own.stop()
  })

  test('/metrics is for everybody where the operator wants it', async () => {
    const own = await startServer({ rules: { behindProxy: true, metrics: 'public' } })
    expect((await own.get('/metrics', { 'x-forwarded-for': '1.2.3.4' })).status).toBe(200)
    await own.stop()
  })

  test('until there are pages, people are asked to wait', async () => {
    const own = await startServer()
    const response = await own.get('/')
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('2')
    await own.stop()
  })
})

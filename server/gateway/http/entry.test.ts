import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TrialServer } from '../trial/server.ts'

const password = 'correct horse'
let server: TrialServer
beforeAll(async () => {
  server = await startServer()
  await server.post('/api/sign-up', { login: 'ann', password, name: 'Ann' })
})
afterAll(() => server.stop())

const failure = async (response: Response) => ((await response.json()) as { error: { code: string; message: string } }).error

describe('signing in', () => {
  test('sets a cookie that scripts and other sites cannot use', async () => {
    const response = await server.post('/api/sign-in', { login: ' ANN ', password })
    expect(response.status).toBe(200)
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/^parley_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('over https the cookie is bound to this host', async () => {
    const secure = await startServer({ url: 'https://chat.example.org' })
    const response = await secure.post('/api/guest', {})
    expect(response.headers.get('set-cookie')).toMatch(/^__Host-parley_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure;/)
    await secure.stop()
  })

  test('a wrong password and an unknown login are the same answer', async () => {
    const wrong = await server.post('/api/sign-in', { login: 'ann', password: 'wrong horse' })
    const unknown = await server.post('/api/sign-in', { login: 'nobody', password })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await failure(wrong)).toEqual(await failure(unknown))
    expect(wrong.headers.get('set-cookie')).toBeNull()
  })

  test('signing out ends the session and takes the cookie back', async () => {
    const signed = await server.post('/api/sign-in', { login: 'ann', password })
    const cookie = (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const token = cookie.split('=')[1] ?? ''
    expect(await server.sessions.find(token)).not.toBeNull()
    const out = await server.post('/api/sign-out', {}, { cookie })
    expect(out.headers.get('set-cookie')).toMatch(/^parley_session=; .*Max-Age=0$/)
    expect(await server.sessions.find(token)).toBeNull()
    expect((await server.post('/api/sign-out', {}, { cookie })).status).toBe(200)
  })
})

describe('signing up', () => {
  test.each([
    [{ login: 'ann', password, name: 'A' }, 409, /taken/],
    [{ login: 'guest-12', password, name: 'A' }, 409, /taken/],
    [{ login: 'a b', password, name: 'A' }, 400, /“login”/],
    [{ login: 'bob', password: 'short', name: 'A' }, 400, /“password” is too short/],
    [{ login: 'bob', password, name: ' ' }, 400, /“name”/],
    [{ login: 'bob', password, name: 'A', admin: true }, 400, /“admin”/],
    [{ login: 'bob', password, name: 'A', invite: 'none' }, 404, /link/],
    ['bob', 400, /This request/],
  ])('%j is refused', async (body, status, sentence) => {
    const response = await server.post('/api/sign-up', body)
    expect(response.status).toBe(status)
    expect((await failure(response)).message).toMatch(sentence)
    expect(await server.store.users.byLogin({ login: 'bob' })).toBeNull()
  })

  test.each([
    ['closed', {}],
    ['invite', {}],
  ] as const)('when it is %s nobody just comes in', async (signUp, more) => {
    const strict = await startServer({ rules: { signUp, guests: false } })
    expect((await strict.post('/api/sign-up', { login: 'bob', password, name: 'B', ...more })).status).toBe(403)
    expect((await strict.post('/api/guest', {})).status).toBe(403)
    expect(await (await strict.get('/api/server')).json()).toEqual({ ok: true, result: { signUp, guests: false, claimed: false } })
    await strict.stop()
  })
})

describe('the link of the first admin', () => {
  test('works once, survives a slip, and is gone afterwards', async () => {
    const fresh = await startServer()
    const token = fresh.claim.token ?? ''
    const claim = (login: string, with_ = token) => fresh.post('/api/claim', { token: with_, login, password, name: 'Root' })
    await fresh.post('/api/sign-up', { login: 'taken', password, name: 'T' })
    expect((await claim('root', 'wrong')).status).toBe(403)
    expect((await claim('taken')).status).toBe(409)
    expect((await claim('root')).status).toBe(200)
    expect((await claim('root2')).status).toBe(403)
    expect(await (await fresh.get('/api/server')).json()).toMatchObject({ result: { claimed: true } })
    await fresh.stop()
  })
})

describe('who asks', () => {
  test.each([
    ['origin', 'https://evil.example'],
    ['sec-fetch-site', 'cross-site'],
  ])('a page of another site is refused, by %s: %s', async (name, value) => {
    const response = await server.post('/api/sign-in', { login: 'ann', password }, { [name]: value })
    expect(response.status).toBe(403)
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  test('a form of another site cannot pass as JSON', async () => {
    const response = await server.post('/api/sign-in', { login: 'ann', password }, { 'content-type': 'text/plain' })
    expect(response.status).toBe(400)
  })

  test('a body beyond 16 KiB is not read', async () => {
    const response = await server.post('/api/sign-in', { login: 'ann', password: 'x'.repeat(20_000) })
    expect(response.status).toBe(413)
  })

  test('what is not JSON is refused', async () => {
    const response = await fetch(`${server.base}/api/guest`, { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } })
    expect(response.status).toBe(400)
  })

  test('there is nothing else under /api, and no other way to ask', async () => {
    expect((await server.get('/api/none')).status).toBe(404)
    expect((await server.get('/api/sign-in')).status).toBe(405)
  })
})

describe('rate limits', () => {
  test('stop guessing one login, with the time to wait', async () => {
    const strict = await startServer({ rules: { limits: true } })
    await strict.post('/api/sign-up', { login: 'ann', password, name: 'Ann' })
    const guess = () => strict.post('/api/sign-in', { login: 'ann', password: 'wrong horse' })
    for (let n = 0; n < 10; n++) expect((await guess()).status).toBe(401)
    const refused = await guess()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await strict.post('/api/sign-in', { login: 'ann', password })).status).toBe(429)
    await strict.stop()
  })

  test('stop who makes guests without end', async () => {
    const strict = await startServer({ rules: { limits: true } })
    const statuses: number[] = []
    for (let n = 0; n < 61; n++) statuses.push((await strict.post('/api/guest', {})).status)
    expect(statuses.slice(0, 60).every((status) => status === 200)).toBe(true)
    expect(statuses.at(-1)).toBe(429)
    await strict.stop()
  })
})

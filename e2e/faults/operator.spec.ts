import { post } from '../worlds/caller.ts'
import { startMirror } from '../worlds/mirror.ts'
import { sendAll } from '../worlds/outbox.ts'
import { findPostgres, startPostgres } from '../worlds/postgres.ts'
import { expect, lines, test } from './town.ts'

const look = async (url: string, path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(new URL(path, url), { headers })
  return { status: response.status, text: await response.text() }
}

test('the database goes: /healthz says so, people are refused in words; it comes back, and all goes on', async ({ town }) => {
  const bin = await findPostgres()
  test.skip(bin === null, 'PostgreSQL is not installed')
  if (bin === null) return
  const postgres = await startPostgres(bin)
  town.atEnd(() => postgres.stop())
  const parley = await town.parley({ env: { PARLEY_DATABASE: await postgres.database() } })
  const [ann, ben] = [await town.signUp(parley, 'ann'), await town.signUp(parley, 'ben')]
  const conversation = await town.direct(ann, 'ben')
  expect(await look(parley.url, '/healthz')).toMatchObject({ status: 200, text: '{"ready":true}' })
  const mirror = await startMirror(ben)
  await sendAll(ann, conversation, { texts: lines('before', 20) }).done

  await postgres.halt()
  const { status, text } = await look(parley.url, '/healthz')
  expect(status).toBe(503)
  expect(JSON.parse(text)).toEqual({ ready: false, why: 'the database does not answer' })
  const refused = await post(parley.url, '/api/sign-in', { login: 'ann', password: 'password-of-ann' })
  expect(refused).toMatchObject({ ok: false, error: { message: expect.stringMatching(/^[A-Z][^{}]*\.$/) } })

  await postgres.start()
  expect((await look(parley.url, '/healthz')).status).toBe(200)
  await Promise.all([ann.online(), ben.online()])
  await sendAll(ann, conversation, { texts: lines('afterwards', 20) }).done
  await mirror.until(() => mirror.all('message').filter((message) => message.conversation === conversation).length >= 40)
  const history = await ben.history(conversation)
  expect(history.map(({ text }) => text).sort()).toEqual([...lines('before', 20), ...lines('afterwards', 20)].sort())
})

for (const proxy of ['off', 'on']) {
  test(`/metrics is for this machine only, whatever X-Forwarded-For says (behind a proxy: ${proxy})`, async ({ town }) => {
    const parley = await town.parley({ env: { PARLEY_PROXY: proxy } })
    expect(await look(parley.url, '/metrics')).toMatchObject({ status: 200, text: expect.stringContaining('parley_sessions') })
    for (const name of ['x-forwarded-for', 'X-Forwarded-For', 'forwarded']) {
      for (const claim of ['127.0.0.1', '::1', 'for=127.0.0.1', '203.0.113.9, 127.0.0.1']) {
        expect((await look(parley.url, '/metrics', { [name]: claim })).status, `${name}: ${claim}`).toBe(404)
      }
    }
  })
}

test('/metrics is for everybody once the operator says so', async ({ town }) => {
  const parley = await town.parley({ env: { PARLEY_METRICS: 'public' } })
  expect((await look(parley.url, '/metrics', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(200)
})

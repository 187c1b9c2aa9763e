import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ErrorCode } from '../../contract/errors.ts'
import type { UserId } from '../../contract/ids.ts'
import { createThrottle, prices, rates } from './throttle.ts'

const user = 'ann' as UserId
const throttled = expect.objectContaining({ code: 'throttled' satisfies ErrorCode, retryAfterMs: expect.any(Number) })
const times = (count: number, once: () => Promise<void>) => Promise.all(Array.from({ length: count }, once))

test('one tab may ask so much, and another tab of the same user goes on', async () => {
  const throttle = createThrottle({ on: true })
  const ask = (socket: string) => throttle.command({ user, socket }, 'session.list')
  await times(400, () => ask('one'))
  await expect(ask('one')).rejects.toEqual(throttled)
  await ask('two')
})

test('many tabs of one user together may not ask for more', async () => {
  const throttle = createThrottle({ on: true })
  for (const socket of ['1', '2', '3']) await times(400, () => throttle.command({ user, socket }, 'presence.set'))
  await expect(throttle.command({ user, socket: '4' }, 'presence.set')).rejects.toEqual(throttled)
  await throttle.command({ user: 'bob' as UserId, socket: '5' }, 'presence.set')
})

test('what costs more may be asked less often', async () => {
  const throttle = createThrottle({ on: true })
  const invite = () => throttle.command({ user, socket: 'one' }, 'invite.create')
  await times(40, invite)
  await expect(invite()).rejects.toEqual(throttled)
})

test('long texts may be sent less often than short ones', async () => {
  const throttle = createThrottle({ on: true })
  const say = (text: string) => throttle.command({ user, socket: 'one' }, 'message.send', { text })
  await times(62, () => say('x'.repeat(65_536)))
  await expect(say('x'.repeat(65_536))).rejects.toEqual(throttled)
  await say('short')
})

test('guessing one login is stopped from one address, while its owner signs in from another; a right password makes good', async () => {
  const throttle = createThrottle({ on: true })
  await times(10, () => throttle.signIn('1.1.1.1', 'ann'))
  await expect(throttle.signIn('1.1.1.1', 'ann')).rejects.toEqual(throttled)
  await throttle.signIn('2.2.2.2', 'ann')
  await throttle.signedIn('1.1.1.1', 'ann')
  await throttle.signIn('1.1.1.1', 'ann')
})

test('switched off it stops nobody', async () => {
  const throttle = createThrottle({ on: false })
  await times(1_000, () => throttle.register('1.1.1.1'))
})

test('docs/settings.md lists the limits and prices as they are', () => {
  const page = readFileSync(new URL('../../docs/settings.md', import.meta.url), 'utf8')
  const limits = [...page.matchAll(/\| ([\d,]+) in ([\d,]+) s /g)].map(([, ...numbers]) =>
    numbers.map((one) => Number(one?.replace(',', ''))),
  )
  expect(limits).toEqual(Object.values(rates).map(({ points, duration }) => [points, duration]))
  const rows = [...page.matchAll(/^\| (\d+) +\| (`.*) \|$/gm)]
  const listed = rows.flatMap(([, points, commands]) =>
    [...(commands ?? '').matchAll(/`(.+?)`/g)].map(([, name]) => [name, Number(points)]),
  )
  expect(Object.fromEntries(listed)).toEqual(prices)
})

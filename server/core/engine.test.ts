import { describe, expect, test } from 'vitest'
import type { AccountId, UserId } from '../../contract/ids.ts'
import { settled, TrialClock } from './trial/clock.ts'
import { trialEngine } from './trial/engine.ts'
import { lost } from './trial/network.ts'

describe('browsers', () => {
  test('the accounts of a user wake as soon as the database can name them', async () => {
    const { store, start, clock, engine, userOf } = trialEngine({ alwaysOn: false })
    const account = store.add('alice')
    await start()
    store.broken = new Error('planted')
    engine.attach(userOf(account), 'socket')
    await clock.pass(3000)
    store.broken = null
    await clock.pass(3000)
    expect(engine.figures().online).toBe(1)
  })

  test('a session that need not stay online wakes with the first browser and sleeps 10 minutes after the last', async () => {
    const { store, start, clock, engine, userOf } = trialEngine({ alwaysOn: false })
    const account = store.add('alice')
    const user = userOf(account)
    await start()
    expect(engine.figures().sessions).toBe(0)
    engine.attach(user, 'socket')
    await settled()
    expect(engine.online(account)).toBeDefined()
    engine.detach(user, 'socket')
    await clock.pass(599_999)
    expect(engine.figures().online).toBe(1)
    await clock.pass(1)
    await clock.pass(5000)
    expect(engine.figures().sessions).toBe(0)
    expect(store.row(account).node).toBeNull()
    engine.attach(user, 'socket')
    await settled()
    expect(engine.figures().online).toBe(1)
  })

  test('a session of a network that is always on does not sleep', async () => {
    const { store, start, clock, engine, sessions, userOf } = trialEngine()
    const account = store.add('alice')
    await start()
    engine.attach(userOf(account), 'socket')
    engine.detach(userOf(account), 'socket')
    await clock.pass(3_600_000)
    expect(engine.figures().online).toBe(1)
    expect(sessions(account)).toBe(1)
  })

  test('an account held elsewhere is taken as soon as it is free', async () => {
    const { store, start, clock, engine, userOf } = trialEngine({ alwaysOn: false })
    const account = store.add('alice')
    Object.assign(store.row(account), { node: 'other', epoch: 3, until: clock.now() + 15_000 })
    await start()
    engine.attach(userOf(account), 'socket')
    await clock.pass(10_000)
    expect(engine.figures().sessions).toBe(0)
    await clock.pass(10_000)
    expect(engine.figures().online).toBe(1)
  })

  test('S17 a browser sees the state of each account, and blips under 5 seconds are not shown', async () => {
    const { store, start, clock, engine, session, links, told } = trialEngine()
    const user = 'alice' as UserId
    const good = store.add('good', { user })
    const off = store.add('off', { user, enabled: false })
    const needy = store.add('needy', { user, needs: { action: 'login', error: { code: 'credentials', message: 'No.' } } })
    await start()
    engine.attach(user, 'socket')
    await settled()
    const state = (account: AccountId, name: string) => ({ type: 'link', account, state: name, until: null })
    expect(engine.hints(user)).toEqual([state(good, 'online'), state(off, 'off'), state(needy, 'needs-you')])
    told.length = 0
    session(good).lose(lost('unreachable'))
    await clock.pass(10_000)
    expect(links()).toEqual([])
    session(good).lose(lost('throttled', 60_000))
    const until = clock.now() + 60_000
    await clock.pass(5000)
    expect(told).toEqual([{ type: 'link', account: good, state: 'waiting', until }])
  })

  test('presence follows the browsers', async () => {
    const { store, start, clock, engine, session, userOf } = trialEngine()
    const account = store.add('alice')
    const user = userOf(account)
    await start()
    engine.attach(user, 'socket')
    await settled()
    engine.idle(user, 'socket', true)
    await settled()
    engine.idle(user, 'socket', false)
    await settled()
    engine.detach(user, 'socket')
    await clock.pass(10_000)
    expect(session(account).told.map(({ show, absent }) => `${show} ${absent}`)).toEqual([
      'away true',
      'online false',
      'away false',
      'online false',
      'away true',
    ])
  })

  test('who hides is hidden from the first word of a session on', async () => {
    const { store, start, session } = trialEngine()
    const account = store.add('alice')
    store.chosen = { show: 'hidden', status: 'Hm.' }
    await start()
    expect(session(account).account.presence).toEqual({ show: 'hidden', text: 'Hm.', absent: true })
  })

  test('who begins to hide while a session is still connecting comes up hidden', async () => {
    const { store, start, engine, session, userOf } = trialEngine({ slow: true })
    const account = store.add('alice')
    await start()
    engine.attach(userOf(account), 'socket')
    expect(session(account).account.presence).toEqual({ show: 'online', text: '', absent: false })
    store.chosen = { show: 'hidden', status: '' }
    await engine.presenceChanged(userOf(account))
    expect(session(account).account.presence).toEqual({ show: 'hidden', text: '', absent: false })
  })

  test('no session is opened while it is unknown how the user wants to be seen', async () => {
    const { store, start, sessions, clock } = trialEngine()
    const account = store.add('alice')
    const read = store.users.get
    store.users.get = () => Promise.reject(new Error('planted'))
    await start()
    expect(sessions(account)).toBe(0)
    store.users.get = read
    await clock.pass(5000)
    expect(sessions(account)).toBe(1)
  })

  test('hints of the network reach the user, with ids', async () => {
    const { store, start, session, told, engine, userOf } = trialEngine()
    const account = store.add('alice')
    await start()
    session(account).account.hint({ type: 'presence', from: 'bob' as never, show: 'busy', text: 'Hm.' })
    await settled()
    const hint = { type: 'presence', person: 'id bob', show: 'busy', text: 'Hm.' }
    expect(told).toContainEqual(hint)
    expect(engine.hints(userOf(account))).toContainEqual(hint)
  })

  test('what a browser queues is sent', async () => {
    const { store, start, session, engine } = trialEngine()
    const account = store.add('alice')
    await start()
    store.messages.queue('a1')
    engine.outgoing(account)
    await settled()
    expect(session(account).sent).toMatchObject([{ txn: 'a1', conversation: 'key a' }])
    expect(store.messages.states.get('a1' as never)).toBe('sent')
  })
})

describe('deliver', () => {
  test('N16 a shared network stores into another account, online or not, without its lease', async () => {
    const { store, engine } = trialEngine({ shared: true })
    store.add('bob')
    await engine.deliver('trial', 'bob' as never, { events: [] })
    expect(store.applied).toMatchObject([{ account: 'bob', epoch: null }])
    await expect(engine.deliver('trial', 'nobody' as never, { events: [] })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('no other network can', async () => {
    const { store, engine } = trialEngine()
    store.add('bob')
    await expect(engine.deliver('trial', 'bob' as never, { events: [] })).rejects.toMatchObject({ code: 'bug' })
    expect(store.applied).toEqual([])
  })
})

describe('many, and the end', () => {
  test('N12 1,000 accounts start at 20 a second, and all come online', async () => {
    const times: number[] = []
    const clock = new TrialClock()
    const { store, start, engine } = trialEngine({ run: () => times.push(clock.now()) }, { clock })
    for (let n = 0; n < 1000; n++) store.add(`user${n}`, { address: `user${n}@host${n % 100}` })
    await start()
    for (let second = 0; second < 60; second++) await clock.pass(1000)
    expect(engine.figures()).toMatchObject({ sessions: 1000, online: 1000 })
    expect(Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))).toBe(20)
  })

  test.each([
    [true, 20],
    [false, 5],
  ])('N12 one host: a service that the admin defined with allowPrivate %s is dialled %i times a second', async (allowPrivate, most) => {
    const times: number[] = []
    const clock = new TrialClock()
    const service = { id: 's', network: 'trial', domain: 'ours.test', tls: 'direct', allowPrivate } as const
    const { store, start } = trialEngine({ run: () => times.push(clock.now()) }, { clock, services: [service] })
    for (let n = 0; n < 60; n++) store.add(`user${n}`, { address: `user${n}@Ours.test` })
    await start()
    await clock.pass(15_000)
    expect(times.length).toBe(60)
    expect(Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length))).toBe(most)
  })

  test('draining ends every session, stores what was emitted and gives the leases back', async () => {
    const { store, start, engine, session, clock } = trialEngine()
    const accounts = ['alice', 'bob'].map((name) => store.add(name))
    await start()
    const emitted = session('bob' as AccountId).account.emit({ events: [], checkpoint: 'last' })
    await engine.drain(5000)
    await emitted
    expect(accounts.map((account) => store.row(account).node)).toEqual([null, null])
    expect(store.row('bob' as AccountId).owned.checkpoint).toBe('last')
    expect(engine.figures().sessions).toBe(0)
    expect(clock.timers).toBe(0)
  })

  test('a session that does not hang up is cut off within the limit, and its lease is given back', async () => {
    const { store, start, engine, clock } = trialEngine({ hangs: true })
    const account = store.add('alice')
    await start()
    const began = clock.now()
    let tookMs = 0
    const drained = engine.drain(5000).then(() => {
      tookMs = clock.now() - began
    })
    await clock.pass(10_000)
    await drained
    expect(tookMs).toBeLessThanOrEqual(5000)
    expect(store.row(account).node).toBeNull()
    expect(clock.timers).toBe(0)
  })
})

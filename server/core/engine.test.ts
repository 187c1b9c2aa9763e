import { describe, expect, test } from 'vitest'
import { Refused } from '../../contract/errors.ts'
import type { AccountId, UserId } from '../../contract/ids.ts'
import { NetworkError } from '../networks/network.ts'
import { settled, TrialClock } from './trial/clock.ts'
import { trialEngine } from './trial/engine.ts'
import { TrialStore } from './trial/store.ts'

const lost = (code: NetworkError['code'], retryAfterMs?: number) =>
  new NetworkError(code, `It is ${code}.`, retryAfterMs === undefined ? {} : { retryAfterMs })

describe('sessions', () => {
  test('an account of a network that is always on comes online without a browser', async () => {
    const { store, start, engine, session } = trialEngine()
    const account = store.add('alice')
    await start()
    expect(engine.figures()).toMatchObject({ sessions: 1, online: 1, waiting: 0 })
    expect(session(account).account).toMatchObject({ id: account, secret: 'secret', me: { key: 'alice' } })
    await expect(engine.online(account).converse('bob')).resolves.toBe('bob')
  })

  test('N2 a lost session is followed by another one, with the checkpoint that was stored last', async () => {
    const { store, start, session, sessions, clock } = trialEngine()
    const account = store.add('alice')
    await start()
    await session(account).account.emit({ events: [], checkpoint: 'c1' })
    session(account).lose(lost('unreachable'))
    await clock.pass(499)
    expect(sessions(account)).toBe(1)
    await clock.pass(1)
    expect(sessions(account)).toBe(2)
    expect(session(account).account.checkpoint).toBe('c1')
  })

  test('N12 waits double, are capped, and start again after 60 s online', async () => {
    const { store, start, session, clock, network } = trialEngine()
    const account = store.add('alice')
    clock.chance = 0.999999
    await start()
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      const before = clock.now()
      const opened = network.opened.length
      session(account).lose(lost('unreachable'))
      while (network.opened.length === opened) await clock.pass(500)
      waits.push(clock.now() - before)
    }
    expect(waits.slice(0, 5)).toEqual([1000, 2000, 4000, 8000, 16_000])
    expect(Math.max(...waits)).toBe(300_000)
    await clock.pass(60_000)
    session(account).lose(lost('unreachable'))
    await clock.pass(1000)
    expect(network.opened.length).toBe(14)
  })

  test('N12 a network that asks for time gets it', async () => {
    const { store, start, session, sessions, clock, engine } = trialEngine()
    const account = store.add('alice')
    await start()
    session(account).lose(lost('throttled', 90_000))
    await clock.pass(89_999)
    expect(sessions(account)).toBe(1)
    expect(engine.figures()).toMatchObject({ online: 0, waiting: 1 })
    await clock.pass(1)
    expect(sessions(account)).toBe(2)
  })

  test.each(['credentials', 'banned', 'certificate', 'elsewhere'] as const)(
    'N12 %s needs its person: stored, never tried again',
    async (code) => {
      const { store, start, session, sessions, clock, engine } = trialEngine()
      const account = store.add('alice')
      await start()
      session(account).lose(lost(code))
      await clock.pass(3_600_000)
      expect(sessions(account)).toBe(1)
      expect(store.row(account).owned.needs).toEqual({
        action: code === 'credentials' ? 'login' : 'retry',
        error: { code, message: `It is ${code}.` },
      })
      expect(engine.figures().sessions).toBe(0)
      expect(() => engine.online(account)).toThrow(Refused)
    },
  )

  test('N12 what is needed is stored even if the database is away at first, and nothing is tried meanwhile', async () => {
    const { store, start, session, sessions, clock } = trialEngine()
    const account = store.add('alice')
    await start()
    store.broken = new Error('planted')
    session(account).lose(lost('credentials'))
    await clock.pass(20_000)
    store.broken = null
    await clock.pass(60_000)
    expect(store.row(account).owned.needs?.action).toBe('login')
    expect(sessions(account)).toBe(1)
  })

  test('the person wants it again: what was needed is forgotten, and it connects at once', async () => {
    const { store, start, session, engine, sessions } = trialEngine()
    const account = store.add('alice')
    await start()
    session(account).lose(lost('banned'))
    await settled()
    await engine.wake(account)
    await settled()
    expect(store.row(account).owned.needs).toBeNull()
    expect(sessions(account)).toBe(2)
    expect(engine.figures().online).toBe(1)
  })

  test('waking ends a wait, leaves what is online alone, and connects again with new credentials', async () => {
    const { store, start, session, engine, sessions } = trialEngine()
    const account = store.add('alice')
    await start()
    session(account).lose(lost('throttled', 3_600_000))
    await settled()
    await engine.wake(account)
    await settled()
    expect(sessions(account)).toBe(2)
    await engine.wake(account)
    await settled()
    expect(sessions(account)).toBe(2)
    store.change(account, { secret: 'another' })
    await engine.wake(account)
    await settled()
    expect(sessions(account)).toBe(3)
    expect(session(account).account.secret).toBe('another')
  })

  test('switched off, it stops and gives its lease back; switched on, it runs again', async () => {
    const { store, start, engine, told, userOf } = trialEngine()
    const account = store.add('alice')
    await start()
    engine.attach(userOf(account), 'socket')
    await settled()
    store.change(account, { enabled: false })
    await engine.stop(account)
    expect(store.row(account).node).toBeNull()
    expect(told.at(-1)).toEqual({ type: 'link', account, state: 'off', until: null })
    expect(engine.figures().sessions).toBe(0)
    store.change(account, { enabled: true })
    await engine.wake(account)
    await settled()
    expect(engine.figures().online).toBe(1)
  })

  test('N3 what an ended session still emits is refused, and what it still says is not believed', async () => {
    const { store, start, session, engine, links, userOf } = trialEngine()
    const account = store.add('alice')
    await start()
    const old = session(account)
    old.lose(lost('throttled', 60_000))
    await settled()
    await expect(old.account.emit({ events: [] })).rejects.toMatchObject({ code: 'offline' })
    old.account.state('syncing')
    old.account.state('online')
    old.account.hint({ type: 'presence', from: 'bob' as never, show: 'online', text: '' })
    await settled()
    expect(engine.figures()).toMatchObject({ online: 0, waiting: 1 })
    expect(links()).toEqual(['connecting', 'online'])
    expect(engine.hints(userOf(account)).map(({ type }) => type)).toEqual(['link'])
    expect(store.applied).toEqual([])
  })

  test('N3 the next session starts after what the last one emitted is stored', async () => {
    const { store, start, session, sessions, clock } = trialEngine()
    const account = store.add('alice')
    await start()
    const storing = Promise.withResolvers<void>()
    store.storing = storing.promise
    void session(account).account.emit({ events: [], checkpoint: 'late' })
    session(account).lose(lost('unreachable'))
    await clock.pass(10_000)
    expect(sessions(account)).toBe(1)
    storing.resolve()
    await clock.pass(10_000)
    expect(session(account).account.checkpoint).toBe('late')
  })
})

describe('N14 one session’s bug disturbs nobody else', () => {
  test('throws in run', async () => {
    const { store, start, engine, clock, log } = trialEngine({
      run: ({ account }) => {
        if (account.me.name === 'bad') throw new TypeError('planted')
      },
    })
    const bad = store.add('bad')
    const good = store.add('good')
    await start()
    expect(engine.online(good)).toBeDefined()
    expect(() => engine.online(bad)).toThrow('not connected')
    await clock.pass(600_000)
    expect(engine.figures()).toMatchObject({ sessions: 2, online: 1 })
    expect(log.errors).toContain('a session threw what it should not')
  })

  test('throws in open', async () => {
    const { store, start, engine, clock } = trialEngine({
      open: () => {
        throw new TypeError('planted')
      },
    })
    store.add('bad')
    await start()
    await clock.pass(60_000)
    expect(engine.figures()).toMatchObject({ sessions: 1, online: 0 })
  })

  test('an error that nobody could catch ends the session it came from, and no other', async () => {
    const blamed: boolean[] = []
    const { store, start, engine, sessions, clock } = trialEngine({
      run: ({ account }) => {
        if (account.me.name === 'bad' && blamed.length === 0) setImmediate(() => blamed.push(engine.blame(new Error('planted'))))
      },
    })
    const bad = store.add('bad')
    const good = store.add('good')
    await start()
    await clock.pass(1000)
    expect(blamed).toEqual([true])
    expect([sessions(bad), sessions(good)]).toEqual([2, 1])
    expect(engine.blame(new Error('nobody’s'))).toBe(false)
  })
})

describe('leases', () => {
  test('N9 two processes never run the same account, and the second takes over when the first is gone', async () => {
    const clock = new TrialClock()
    const store = new TrialStore()
    const account = store.add('alice')
    const first = trialEngine({}, { store, clock, node: 'first' })
    const second = trialEngine({}, { store, clock, node: 'second' })
    await first.start()
    await second.start()
    await clock.pass(120_000)
    expect([first.engine.figures().online, second.engine.figures().online]).toEqual([1, 0])
    const drained = first.engine.drain(5000)
    await clock.pass(5000)
    await drained
    await clock.pass(10_000)
    expect(second.engine.figures().online).toBe(1)
    expect(store.settled).toEqual([account, account])
  })

  test('N9 a lease that is lost ends the session at once, and its writes are refused', async () => {
    const { store, start, session, clock, engine } = trialEngine()
    const account = store.add('alice')
    await start()
    Object.assign(store.row(account), { node: 'other', epoch: 9, until: Number.MAX_SAFE_INTEGER })
    const { emit } = session(account).account
    await expect(emit({ events: [] })).rejects.toMatchObject({ code: 'offline' })
    await clock.pass(3_600_000)
    expect(engine.figures().sessions).toBe(0)
    expect(store.row(account).owned.needs).toBeNull()
  })

  test('N9 a renewal notices it too', async () => {
    const { store, start, clock, engine } = trialEngine()
    const account = store.add('alice')
    await start()
    Object.assign(store.row(account), { node: 'other', epoch: 9, until: Number.MAX_SAFE_INTEGER })
    await clock.pass(10_000)
    expect(engine.figures().sessions).toBe(0)
  })

  test('a crashed process that comes back runs its accounts at once, under a new epoch', async () => {
    const clock = new TrialClock()
    const store = new TrialStore()
    const account = store.add('alice')
    await trialEngine({}, { store, clock }).start()
    const again = trialEngine({}, { store, clock })
    await again.start()
    expect(again.engine.figures().online).toBe(1)
    expect(store.row(account).epoch).toBe(2)
  })

  test('without the database for longer than the lease nothing goes on, and all of it comes back', async () => {
    const { store, start, clock, engine } = trialEngine()
    store.add('alice')
    await start()
    store.broken = new Error('planted')
    await clock.pass(20_000)
    expect(engine.figures().online).toBe(1)
    await clock.pass(20_000)
    expect(engine.figures().sessions).toBe(0)
    store.broken = null
    await clock.pass(60_000)
    expect(engine.figures().online).toBe(1)
  })
})

describe('accounts that cannot be read', () => {
  test('are tried again, but not without end in one go', async () => {
    const { store, start, clock, engine, log } = trialEngine({ shared: true })
    for (let n = 0; n < 600; n++) store.add(`user${n}`)
    store.unreadable = new Error('planted')
    await start()
    expect(log.errors.length).toBeLessThan(2000)
    expect(engine.figures().sessions).toBe(0)
    store.unreadable = null
    await clock.pass(20_000)
    expect(engine.figures().online).toBe(600)
  })
})

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

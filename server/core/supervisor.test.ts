import { describe, expect, test } from 'vitest'
import { Refused } from '../../contract/errors.ts'
import { settled } from './trial/clock.ts'
import { trialEngine } from './trial/engine.ts'
import { lost, type TrialSession } from './trial/network.ts'

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

  test('switched off its session signs off; a restart leaves it to be resumed', async () => {
    const { store, start, engine, session } = trialEngine()
    const [off, on] = [store.add('alice'), store.add('bob')]
    await start()
    store.change(off, { enabled: false })
    await engine.stop(off)
    expect(session(off).stopped).toBe('off')
    store.change(on, { secret: 'another' })
    const former = session(on)
    await engine.wake(on)
    await settled()
    await engine.drain(5000)
    for (const one of [former, session(on)]) expect(one.stopped).toMatchObject({ name: 'AbortError' })
  })

  test('N12 a session that never comes online and falls silent is lost, and tried again', async () => {
    const { store, start, sessions, clock, links, engine, userOf } = trialEngine({ slow: true })
    const account = store.add('alice')
    await start()
    engine.attach(userOf(account), 'socket')
    await clock.pass(119_999)
    expect(sessions(account)).toBe(1)
    await clock.pass(1)
    expect(links().at(-1)).toBe('waiting')
    await clock.pass(1000)
    expect(sessions(account)).toBe(2)
  })

  test.each<[string, (session: TrialSession) => unknown]>([
    ['stores', ({ account }) => account.emit({ events: [] })],
    ['gets further', ({ account }) => account.state('syncing')],
    ['tells the log what it tries', ({ account }) => account.log('trying the next endpoint')],
  ])('a session on its way that %s within two minutes goes on', async (_, says) => {
    const { store, start, session, sessions, clock } = trialEngine({ slow: true })
    const account = store.add('alice')
    await start()
    for (let n = 0; n < 5; n++) {
      await clock.pass(119_999)
      says(session(account))
    }
    expect(sessions(account)).toBe(1)
    session(account).account.state('online')
    await clock.pass(3_600_000)
    expect(sessions(account)).toBe(1)
  })

  test('a session on its way that waits for the store is not blamed for it', async () => {
    const { store, start, session, sessions, clock } = trialEngine({ slow: true })
    const account = store.add('alice')
    await start()
    const storing = Promise.withResolvers<void>()
    store.storing = storing.promise
    void session(account).account.emit({ events: [] })
    await clock.pass(600_000)
    expect(sessions(account)).toBe(1)
    storing.resolve()
    await clock.pass(240_000)
    expect(sessions(account)).toBe(2)
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

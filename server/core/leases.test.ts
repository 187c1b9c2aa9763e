import { describe, expect, test } from 'vitest'
import { TrialClock } from './trial/clock.ts'
import { trialEngine } from './trial/engine.ts'
import { TrialStore } from './trial/store.ts'

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

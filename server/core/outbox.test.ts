import { describe, expect, test } from 'vitest'
import { Refused } from '../../contract/errors.ts'
import type { AccountId, MessageId } from '../../contract/ids.ts'
import { NetworkError, type Outgoing, type Sent, type Session } from '../networks/network.ts'
import { Outbox } from './outbox.ts'
import { settled, TrialClock } from './trial/clock.ts'
import { TrialLog } from './trial/log.ts'
import { TrialMessages } from './trial/messages.ts'

function trial(more: { safeResend?: boolean } = {}) {
  const clock = new TrialClock()
  const log = new TrialLog()
  const store = new TrialMessages()
  const left: string[] = []
  let stale = 0
  let answer: (message: Outgoing) => Promise<Sent> = async () => ({ state: 'sent', keys: [], at: 1 })
  const session = (): Session => ({
    run: () => new Promise(() => {}),
    converse: () => new Promise(() => {}),
    send: (message) => {
      left.push(message.txn)
      return answer(message)
    },
  })
  const outbox = new Outbox({
    account: 'account' as AccountId,
    epoch: 1,
    store,
    safeResend: more.safeResend ?? false,
    clock,
    log,
    stale: () => stale++,
  })
  return {
    clock,
    log,
    store,
    left,
    outbox,
    queue: (...names: string[]) => {
      for (const name of names) store.queue(name)
    },
    answers: (next: typeof answer) => {
      answer = next
    },
    online: () => outbox.online(session()),
    states: () => Object.fromEntries(store.states),
    stale: () => stale,
  }
}

const refuses = (error: NetworkError) => () => Promise.reject(error)

describe('outbox', () => {
  test('N13 first in, first out per conversation; one that hangs keeps no other waiting', async () => {
    const { queue, answers, online, left, states, outbox } = trial()
    const hanging = Promise.withResolvers<Sent>()
    answers(({ txn }) => (txn === 'a1' ? hanging.promise : Promise.resolve({ state: 'sent', keys: [], at: 1 })))
    queue('a1', 'b1', 'a2', 'b2')
    online()
    await settled()
    expect(left).toEqual(['a1', 'b1', 'b2'])
    queue('c1', 'a3')
    outbox.kick()
    await settled()
    expect(left).toEqual(['a1', 'b1', 'b2', 'c1'])
    expect(outbox.pending).toBe(2)
    hanging.resolve({ state: 'sent', keys: [], at: 1 })
    await settled()
    expect(left).toEqual(['a1', 'b1', 'b2', 'c1', 'a2', 'a3'])
    expect(new Set(Object.values(states()))).toEqual(new Set(['sent']))
    expect(outbox.pending).toBe(0)
  })

  test('N11 nothing leaves while the session is offline', async () => {
    const { queue, outbox, left, online } = trial()
    queue('a1')
    outbox.kick()
    await settled()
    expect(left).toEqual([])
    online()
    await settled()
    expect(left).toEqual(['a1'])
  })

  test('N13 a refusal is final and lets the next one go', async () => {
    const { queue, answers, online, states } = trial()
    answers(({ txn }) =>
      txn === 'a1' ? Promise.reject(new NetworkError('forbidden', 'No.')) : Promise.resolve({ state: 'sent', keys: [], at: 1 }),
    )
    queue('a1', 'a2')
    online()
    await settled()
    expect(states()).toEqual({ a1: 'failed', a2: 'sent' })
  })

  test('N13 what may have left is unsure, and never repeated', async () => {
    const { queue, answers, online, states, left, clock } = trial()
    answers(refuses(new NetworkError('timeout', 'No answer.', { delivered: 'unknown' })))
    queue('a1')
    online()
    await clock.pass(600_000)
    expect(states()).toEqual({ a1: 'unsure' })
    expect(left).toEqual(['a1'])
  })

  test('N13 where repeats are harmless what may have left is repeated, a few times while online', async () => {
    const { queue, answers, online, states, left, clock } = trial({ safeResend: true })
    answers(refuses(new NetworkError('timeout', 'No answer.', { delivered: 'unknown' })))
    queue('a1')
    online()
    await clock.pass(600_000)
    expect(left).toEqual(Array.from({ length: 6 }, () => 'a1'))
    expect(states()).toEqual({ a1: 'unsure' })
  })

  test('N13 a bug says nothing about what left', async () => {
    const { queue, answers, online, states } = trial()
    answers(() => Promise.reject(new TypeError('planted')))
    queue('a1')
    online()
    await settled()
    expect(states()).toEqual({ a1: 'unsure' })
  })

  test('N13 what surely did not leave goes back and leaves in its order with the next session', async () => {
    const { queue, answers, online, outbox, states, left } = trial()
    const lost = Promise.withResolvers<Sent>()
    answers(() => lost.promise)
    queue('a1', 'a2')
    online()
    await settled()
    outbox.offline()
    lost.reject(new NetworkError('timeout', 'Gone.'))
    await settled()
    expect(states()).toEqual({ a1: 'queued', a2: 'queued' })
    answers(async () => ({ state: 'sent', keys: [], at: 1 }))
    online()
    await settled()
    expect(left).toEqual(['a1', 'a1', 'a2'])
  })

  test('a network that asks to slow down gets the same message later', async () => {
    const { queue, answers, online, states, clock } = trial()
    answers(refuses(new NetworkError('throttled', 'Slow down.', { retryAfterMs: 30_000 })))
    queue('a1', 'a2')
    online()
    await settled()
    answers(async () => ({ state: 'sent', keys: [], at: 1 }))
    await clock.pass(29_999)
    expect(states()).toEqual({ a1: 'queued', a2: 'queued' })
    await clock.pass(1)
    expect(states()).toEqual({ a1: 'sent', a2: 'sent' })
  })

  test('without an answer it stays sending until the event, or until the next session has caught up without it', async () => {
    const { queue, answers, online, outbox, states, store } = trial()
    answers(async () => ({ state: 'waiting' }))
    queue('a1', 'a2')
    online()
    await settled()
    expect(states()).toEqual({ a1: 'sending', a2: 'sending' })
    store.states.set('a1' as MessageId, 'sent')
    outbox.confirmed([{ type: 'message.sent', conversation: 'key a' as never, txn: 'a1', keys: [], at: 1 }])
    outbox.offline()
    online()
    await settled()
    expect(states()).toEqual({ a1: 'sent', a2: 'unsure' })
  })

  test('N9 a stale epoch is told, and nothing leaves', async () => {
    const { queue, online, store, left, stale } = trial()
    store.refusal = new Refused('elsewhere', 'Not yours.')
    queue('a1')
    online()
    await settled()
    expect(left).toEqual([])
    expect(stale()).toBe(1)
  })

  test('a queue that cannot be read is read later', async () => {
    const { queue, online, store, states, clock } = trial()
    store.unreadable = new Error('planted')
    queue('a1')
    online()
    await clock.pass(10_000)
    store.unreadable = null
    await clock.pass(10_000)
    expect(states()).toEqual({ a1: 'sent' })
    expect(clock.timers).toBe(0)
  })

  test('what became of a message is told until it is stored, however long the database is away', async () => {
    const { queue, answers, online, store, clock, left, states } = trial()
    const answer = Promise.withResolvers<Sent>()
    answers(() => answer.promise)
    queue('a1')
    online()
    await settled()
    store.unwritable = new Error('gone')
    answer.resolve({ state: 'sent', keys: [], at: 1 })
    await clock.pass(60_000)
    expect(states()).toEqual({ a1: 'sending' })
    store.unwritable = null
    await clock.pass(40_000)
    expect(states()).toEqual({ a1: 'sent' })
    expect(left).toEqual(['a1'])
  })

  test('what could not be taken up for certain leaves once the database is back', async () => {
    const { queue, online, store, clock, left, states } = trial()
    store.unwritable = new Error('gone')
    queue('a1', 'a2')
    online()
    await clock.pass(10_000)
    expect(left).toEqual([])
    store.unwritable = null
    await clock.pass(40_000)
    expect(states()).toEqual({ a1: 'sent', a2: 'sent' })
    expect(left).toEqual(['a1', 'a2'])
  })

  test('S16 with a full disk nothing leaves that could not be recorded, and all of it later', async () => {
    const { queue, online, store, states, clock, left } = trial()
    store.refusal = new Refused('full', 'Full.')
    queue('a1')
    online()
    await clock.pass(10_000)
    expect(left).toEqual([])
    store.refusal = null
    await clock.pass(60_000)
    expect(states()).toEqual({ a1: 'sent' })
  })
})

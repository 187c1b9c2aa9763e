import { describe, expect, test } from 'vitest'
import { type ErrorCode, Refused } from '../../contract/errors.ts'
import type { AccountId } from '../../contract/ids.ts'
import type { IngestStore } from '../db/store.ts'
import { type Batch, NetworkError, type NetworkEvent } from '../networks/network.ts'
import { Ingest } from './ingest.ts'
import { settled, TrialClock } from './trial/clock.ts'

type Applied = Parameters<IngestStore['apply']>[0]

function message(text: string, live = true): NetworkEvent {
  const key = text as never
  return { type: 'message', live, message: { conversation: key, keys: [key], from: 'me', kind: 'text', text } }
}
const batch = (text: string, more: Partial<Batch> = {}): Batch => ({ events: [message(text)], ...more })
const history = (text: string, more: Partial<Batch> = {}): Batch => ({ events: [message(text, false)], ...more })
const texts = (applied: Applied) => applied.events.map((event) => (event.type === 'message' ? event.message.text : event.type))

/** An ingest whose store waits until the test lets it go on, and refuses what the test names. */
function trial() {
  const clock = new TrialClock()
  const applied: Applied[] = []
  const told: string[] = []
  const refusing = new Map<string, Error>()
  let gate: Promise<void> = Promise.resolve()
  const ingest = new Ingest({
    account: 'account' as AccountId,
    epoch: 7,
    clock,
    store: {
      apply: async (args) => {
        await gate
        const refused = texts(args).find((text) => refusing.has(text))
        if (refused) throw refusing.get(refused)
        applied.push(args)
      },
    },
    stored: (events) => told.push(`stored ${events.length}`),
    broken: ({ code }) => told.push(`broken ${code}`),
    stale: () => told.push('stale'),
  })
  const hold = () => {
    const held = Promise.withResolvers<void>()
    gate = held.promise
    return held.resolve
  }
  const refuse = (text: string, code: ErrorCode) => refusing.set(text, new Refused(code, `No: ${code}.`))
  return { clock, applied, told, ingest, hold, refuse, refusing }
}

const outcome = (promise: Promise<void>) =>
  promise.then(
    () => 'stored',
    (error) => (error instanceof NetworkError ? error.code : 'something else'),
  )

describe('ingest', () => {
  test('N3 emit resolves after the commit, with the checkpoint stored together', async () => {
    const { ingest, applied, hold } = trial()
    const go = hold()
    let done = false
    const emitted = ingest.emit(batch('one', { checkpoint: 'c1' })).then(() => {
      done = true
    })
    await settled()
    expect(done).toBe(false)
    go()
    await emitted
    expect(applied).toMatchObject([{ account: 'account', checkpoint: 'c1' }])
  })

  test('N9 every write carries the epoch', async () => {
    const { ingest, applied } = trial()
    await ingest.emit(batch('one'))
    expect(applied[0]?.epoch).toBe(7)
  })

  test('small batches that wait are stored together, at most 50 events, with the last checkpoint', async () => {
    const { ingest, applied, hold } = trial()
    const go = hold()
    const all = Array.from({ length: 120 }, (_, n) => ingest.emit(batch(`${n}`, { checkpoint: `c${n}` })))
    go()
    await Promise.all(all)
    // The first one went off alone, before there was anything to wait with.
    expect(applied.map(({ events }) => events.length)).toEqual([1, 50, 50, 19])
    expect(applied.map(({ checkpoint }) => checkpoint)).toEqual(['c0', 'c50', 'c100', 'c119'])
    expect(applied.flatMap(texts)).toEqual(Array.from({ length: 120 }, (_, n) => `${n}`))
  })

  test('live messages pass history that waits', async () => {
    const { ingest, applied, hold } = trial()
    const go = hold()
    const all = ['first', 'old 1', 'old 2'].map((text) => ingest.emit(history(text, { checkpoint: text })))
    all.push(ingest.emit(batch('new 1')), ingest.emit(batch('new 2')))
    go()
    await Promise.all(all)
    expect(applied.flatMap(texts).filter((text) => text !== 'first')).toEqual(['new 1', 'new 2', 'old 1', 'old 2'])
  })

  test('N3 nothing with a checkpoint passes what the checkpoint covers, nor an edit its message', async () => {
    const { ingest, applied, hold } = trial()
    const go = hold()
    const deletion: NetworkEvent = { type: 'message.deleted', conversation: 'c' as never, target: 'old' as never, from: 'me', at: 1 }
    const all = [history('first'), history('old'), { events: [deletion] }, batch('new', { checkpoint: 'c' }), batch('newer')]
    const emitted = all.map((one) => ingest.emit(one))
    go()
    await Promise.all(emitted)
    expect(applied.flatMap(texts)).toEqual(['first', 'old', 'message.deleted', 'new', 'newer'])
  })

  test('N3 after a batch that cannot be stored nothing more is: no checkpoint covers the hole', async () => {
    const { ingest, applied, hold, refusing, told } = trial()
    refusing.set('bad', new TypeError('planted'))
    const go = hold()
    const all = ['before', 'good', 'bad', 'after'].map((text) => outcome(ingest.emit(batch(text, { checkpoint: text }))))
    go()
    expect(await Promise.all(all)).toEqual(['stored', 'stored', 'bug', 'bug'])
    expect(await outcome(ingest.emit(batch('later')))).toBe('bug')
    expect(applied.at(-1)?.checkpoint).toBe('good')
    expect(told).toContain('broken bug')
  })

  test('N9 a stale epoch ends the session', async () => {
    const { ingest, refuse, told } = trial()
    refuse('one', 'elsewhere')
    expect(await outcome(ingest.emit(batch('one')))).toBe('offline')
    expect(told).toEqual(['stale', 'broken offline'])
  })

  test('S16 a full disk loses nothing: it is tried until there is room', async () => {
    const { ingest, refuse, refusing, applied, clock } = trial()
    refuse('one', 'full')
    const emitted = outcome(ingest.emit(batch('one')))
    const next = outcome(ingest.emit(batch('two')))
    await clock.pass(120_000)
    expect(applied).toEqual([])
    refusing.clear()
    await clock.pass(60_000)
    expect(await Promise.all([emitted, next])).toEqual(['stored', 'stored'])
    expect(applied.flatMap(texts)).toEqual(['one', 'two'])
    expect(clock.timers).toBe(0)
  })

  test('S16 what waits for a full disk can be given up', async () => {
    const { ingest, refuse, clock } = trial()
    refuse('one', 'full')
    const all = [ingest.emit(batch('one')), ingest.emit(batch('two'))].map(outcome)
    await settled()
    ingest.abandon()
    await ingest.end()
    expect(await Promise.all(all)).toEqual(['full', 'offline'])
    expect(clock.timers).toBe(0)
  })

  test('more than 50 events in a batch are the network’s bug', async () => {
    const { ingest, told } = trial()
    expect(await outcome(ingest.emit({ events: Array.from({ length: 51 }, (_, n) => message(`${n}`)) }))).toBe('bug')
    expect(told).toEqual(['broken bug'])
  })

  test('end stores what was taken and takes nothing more', async () => {
    const { ingest, applied, hold } = trial()
    const go = hold()
    const taken = outcome(ingest.emit(batch('one')))
    const ended = ingest.end()
    expect(await outcome(ingest.emit(batch('two')))).toBe('offline')
    go()
    await ended
    expect(await taken).toBe('stored')
    expect(applied.flatMap(texts)).toEqual(['one'])
  })
})

import { expect, test } from 'vitest'
import { NetworkError, type NetworkEvent } from '../network.ts'
import { noCheckpoint } from './checkpoint.ts'
import { Journal } from './journal.ts'
import { personKey } from './keys.ts'
import { Recorder } from './trial/recorder.ts'
import { ScriptedStream } from './trial/scripted-stream.ts'

function open(checkpoint: string | null = '{}') {
  const account = new Recorder({ jid: 'alice@xmpp.test', password: 'x' })
  account.checkpoint = checkpoint
  const stream = new ScriptedStream()
  const failures: NetworkError[] = []
  const journal = new Journal({ account, stream, checkpoint: noCheckpoint, fail: (error) => failures.push(error) })
  return { account, stream, journal, failures }
}
const event = (name: string | number): NetworkEvent => ({ type: 'contact.gone', person: personKey(String(name)) })
const events = (count: number) => Array.from({ length: count }, (_, index) => event(index))

test('N3 the server is told only after the batch is stored', async () => {
  const { account, stream, journal } = open()
  const disk = Promise.withResolvers<void>()
  account.hold = disk.promise
  const stored = journal.stored([event('a')], { count: 7 })
  await Promise.resolve()
  expect(stream.storedCounts).toEqual([])
  disk.resolve()
  await stored
  expect(stream.storedCounts).toEqual([7])
  expect(JSON.parse(account.checkpoint ?? '')).toMatchObject({ resumable: { inbound: 7 }, archive: null })
})

test('what comes together is stored together, in order', async () => {
  const { account, journal } = open()
  for (let count = 1; count <= 20; count++) journal.note([event(count)], { count })
  await journal.stored([])
  expect(account.batches).toHaveLength(1)
  expect(account.events).toEqual(Array.from({ length: 20 }, (_, index) => event(index + 1)))
})

test('a batch has at most 50 events, and the mark of a page moves only with its last event', async () => {
  const { account, journal } = open()
  await journal.stored(events(120), { archive: 'page-1' })
  expect(account.batches.map((batch) => batch.events.length)).toEqual([50, 50, 20])
  const marks = account.batches.map((batch) => JSON.parse(batch.checkpoint ?? '').archive)
  expect(marks).toEqual([null, null, 'page-1'])
})

test('N8 an account without a checkpoint gets none before it is caught up', async () => {
  const { account, journal } = open(null)
  await journal.stored([event('a')])
  expect(account.batches[0]).not.toHaveProperty('checkpoint')
  journal.keep()
  await journal.stored([])
  expect(account.checkpoint).not.toBeNull()
})

test('one batch at a time: a later checkpoint never gets stored before an earlier one', async () => {
  const { account, journal } = open()
  const disk = Promise.withResolvers<void>()
  account.hold = disk.promise
  journal.note([event('a')], { count: 1 })
  await Promise.resolve()
  await Promise.resolve()
  journal.note([event('b')], { count: 2 })
  const last = journal.stored([event('c')], { count: 3 })
  disk.resolve()
  await last
  expect(account.batches.map((batch) => batch.events.length)).toEqual([1, 2])
})

test('stanzas without news do not cost a write each', async () => {
  const { account, stream, journal } = open()
  for (let count = 1; count < 100; count++) journal.note([], { count })
  await Promise.resolve()
  expect(account.batches).toHaveLength(0)
  await new Promise<void>((resolve) => journal.note([], { count: 100 }, resolve))
  expect(account.batches).toHaveLength(1)
  expect(stream.storedCounts).toEqual([100])
})

test('what is noted while a batch has just been stored is stored too', async () => {
  const { journal } = open()
  for (let round = 0; round < 20; round++) await journal.stored([event(round)])
})

test('when it cannot be stored, the session learns it once, the server is told nothing, nothing more is taken', async () => {
  const { account, stream, journal, failures } = open()
  account.hold = Promise.reject(new NetworkError('full', 'The disk is full.'))
  await expect(journal.stored([event('a')], { count: 1 })).rejects.toMatchObject({ code: 'full' })
  await expect(journal.stored([event('b')])).rejects.toMatchObject({ code: 'full' })
  expect(failures).toHaveLength(1)
  expect(stream.storedCounts).toEqual([])
})

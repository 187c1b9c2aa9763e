import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { directKey } from '../keys.ts'
import { buildTown, helperKey, type Town } from '../trial/town.ts'

let town: Town
beforeEach(() => {
  town = buildTown({ helper: true })
})
afterEach(() => town.close())

const spoken = (person: { key: string }) =>
  town.ledger.messages.filter(({ conversation }) => conversation === directKey(person.key as never, helperKey)).map(({ text }) => text)

test('a newcomer finds the helper on his list, online, with a greeting', async () => {
  const ann = await town.arrive('Ann')
  await vi.waitFor(() => expect(spoken(ann)).toEqual([expect.stringContaining('Hello Ann!')]))
  expect(town.ledger.list(ann.key, helperKey)).toMatchObject({ state: 'both', name: 'Parley' })
  expect(ann.hints).toContainEqual({ type: 'presence', from: helperKey, show: 'online', text: '' })
})

test('a German newcomer is greeted in German', async () => {
  const jan = await town.arrive('Jan', { language: 'de' })
  await vi.waitFor(() => expect(spoken(jan)).toEqual([expect.stringContaining('Hallo Jan!')]))
})

test('N4 nobody is greeted twice, not even who has taken it off his list', async () => {
  const ann = await town.arrive('Ann')
  await vi.waitFor(() => expect(spoken(ann)).toHaveLength(1))
  await ann.session.contacts.remove(helperKey)
  await ann.leave()
  const again = await town.arrive('Ann')
  await again.session.converse('parley')
  expect(spoken(again)).toHaveLength(1)
  expect(town.ledger.list(again.key, helperKey)).toBeNull()
})

test('a question is answered after it was asked', async () => {
  const ann = await town.arrive('Ann')
  await vi.waitFor(() => expect(spoken(ann)).toHaveLength(1))
  await ann.write(helperKey, 'help')
  await vi.waitFor(() => expect(spoken(ann)).toHaveLength(3))
  const [question, reply] = town.ledger.messages.slice(-2).sort((one, other) => one.at - other.at)
  expect(question).toMatchObject({ from: ann.key, text: 'help' })
  expect(reply).toMatchObject({ from: helperKey, text: expect.stringContaining('Ask me about') })
  expect(ann.hints.filter(({ type }) => type === 'typing')).toMatchObject([{ on: true }, { on: false }])
})

test('N1 a question that is sent again is answered once', async () => {
  const ann = await town.arrive('Ann')
  const again = { conversation: directKey(ann.key, helperKey), txn: '1', body: { kind: 'text', text: 'help' } } as const
  await vi.waitFor(() => expect(spoken(ann)).toHaveLength(1))
  await ann.session.send(again)
  await ann.session.send(again)
  await vi.waitFor(() => expect(ann.hints.filter(({ type }) => type === 'typing')).toHaveLength(4))
  expect(spoken(ann)).toHaveLength(2)
})

test('N14 a helper that cannot speak keeps nobody from his chats', async () => {
  town.ledger.book.member = async () => {
    throw new Error('the disk is full')
  }
  const ann = await town.arrive('Ann')
  expect(await ann.leave()).toEqual({ why: 'stopped' })
})

test('a server without the helper greets nobody', async () => {
  town = buildTown()
  const ann = await town.arrive('Ann')
  expect(await ann.session.contacts.find('parley')).toEqual([])
  expect(town.ledger.messages).toEqual([])
})

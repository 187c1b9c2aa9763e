import { expect, test, vi } from 'vitest'
import { directKey } from '../keys.ts'
import { buildTown, type Citizen, helperKey } from '../town.suite.ts'

const town = buildTown({ helper: true })

/** What somebody reads in his chat with the helper; nothing while there is none. */
const texts = async (person: Citizen) => (await person.read(directKey(person.key, helperKey)).catch(() => [])).map(({ text }) => text)
const greeted = async (name: string, more = {}) => {
  const person = await town.arrive(name, more)
  await vi.waitFor(async () => expect(await texts(person)).toHaveLength(1))
  return person
}

test('a newcomer finds the helper on his list, online, with a greeting', async () => {
  const ann = await greeted('Ann')
  expect(await texts(ann)).toEqual([expect.stringContaining('Hello Ann!')])
  expect(await ann.chats()).toEqual(['Parley'])
  expect(await town.list(ann, helperKey)).toMatchObject({ state: 'both', name: 'Parley' })
  expect(ann.hints).toContainEqual({ type: 'presence', from: helperKey, show: 'online', text: '' })
})

test('a German newcomer is greeted in German', async () => {
  expect(await texts(await greeted('Jan', { language: 'de' }))).toEqual([expect.stringContaining('Hallo Jan!')])
})

test('N4 nobody is greeted twice, not even who has taken it off his list', async () => {
  const ann = await greeted('Ann')
  await ann.session.contacts.remove(helperKey)
  await ann.leave()
  const again = await town.back(ann)
  await again.leave()
  expect(await texts(again)).toHaveLength(1)
  expect(await town.list(again, helperKey)).toBeNull()
})

test('a question is answered after it was asked', async () => {
  const ann = await greeted('Ann')
  await ann.write(helperKey, 'help')
  await vi.waitFor(async () => expect(await texts(ann)).toHaveLength(3))
  expect((await texts(ann)).slice(1)).toEqual(['help', expect.stringContaining('Ask me about')])
  await vi.waitFor(() => expect(ann.hints.filter(({ type }) => type === 'typing')).toMatchObject([{ on: true }, { on: false }]))
})

test('N1 a question that is sent again is answered once', async () => {
  const ann = await greeted('Ann')
  const again = { conversation: directKey(ann.key, helperKey), txn: '1', body: { kind: 'text', text: 'help' } } as const
  await ann.session.send(again)
  await ann.session.send(again)
  await vi.waitFor(() => expect(ann.hints.filter(({ type }) => type === 'typing')).toHaveLength(4))
  expect(await texts(ann)).toHaveLength(2)
})

test('N14 a helper that cannot speak keeps nobody from his chats', async () => {
  const ann = await greeted('Ann')
  await ann.leave()
  const member = async () => {
    throw new Error('the disk is full')
  }
  expect(await (await town.back(ann, town.rebuild({ member }))).leave()).toEqual({ why: 'stopped' })
})

test('a server without the helper greets nobody', async () => {
  const ann = await greeted('Ann')
  await ann.leave()
  const without = town.rebuild({
    person: async ({ key }) => (key === helperKey ? null : town.store.house.person({ key })),
    member: async () => null,
  })
  const again = await town.back(ann, without)
  expect(await again.leave()).toEqual({ why: 'stopped' })
  expect(again.batches).toEqual([])
})

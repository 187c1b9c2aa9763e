import { expect, test } from 'vitest'
import { roomChoices } from './room-choices.ts'

const room = (address: string, name: string) => ({ address, name, topic: '', people: 1 })
const addresses = (typed: string) => roomChoices(typed, [room('#tea-2', 'Tea time'), room('#tea', 'Tea')]).map(({ address }) => address)

test('a room of exactly that name or address is first, and what was typed adds nothing', () => {
  expect(addresses('tea')).toEqual(['#tea', '#tea-2'])
  expect(addresses('#TEA')).toEqual(['#tea', '#tea-2'])
})

test('what was typed is the last choice when no room is called that', () => {
  expect(addresses('#te')).toEqual(['#tea-2', '#tea', '#te'])
  expect(roomChoices('#te', []).map(({ listed }) => listed)).toEqual([false])
})

test('nothing typed: the directory as it is', () => expect(addresses('')).toEqual(['#tea-2', '#tea']))

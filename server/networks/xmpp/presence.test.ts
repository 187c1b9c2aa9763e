import { expect, test } from 'vitest'
import { availability, Presences } from './presence.ts'
import { stanza } from './trial/xml.ts'
import { childText } from './wire/element.ts'

const from = (resource: string, inner = '', type = '') =>
  stanza(`<presence from='bob@xmpp.test${resource && `/${resource}`}' ${type && `type='${type}'`}>${inner}</presence>`)

test('of several devices the one with the highest priority speaks, then the one that is more there', () => {
  const presences = new Presences()
  expect(presences.apply(from('a', '<show>xa</show><status> gone </status>'))).toMatchObject({ show: 'away', text: 'gone' })
  expect(presences.apply(from('b', '<show>dnd</show>'))).toMatchObject({ show: 'busy', text: '' })
  expect(presences.apply(from('c', '<priority>5</priority>'))).toMatchObject({ show: 'online' })
  expect(presences.apply(from('c', '', 'unavailable'))).toMatchObject({ show: 'busy' })
  expect(presences.apply(from('b', '', 'unavailable'))).toMatchObject({ show: 'away' })
  expect(presences.apply(from('a', '', 'unavailable'))).toMatchObject({ show: 'offline' })
})

test('a word from the bare address is about all devices', () => {
  const presences = new Presences()
  presences.apply(from('a'))
  presences.apply(from('b'))
  expect(presences.apply(from('', '', 'unavailable'))).toMatchObject({ show: 'offline' })
})

test('somebody with a thousand devices does not fill the memory, and goes with all of them', () => {
  const presences = new Presences()
  for (let device = 0; device < 1000; device++) presences.apply(from(`d${device}`))
  for (let device = 0; device < 32; device++) presences.apply(from(`d${device}`, '', 'unavailable'))
  expect(presences.clear()).toEqual([])
})

test.each(['subscribe', 'probe', 'nonsense'])('%s says nothing about who is there', (type) => {
  expect(new Presences().apply(from('a', '', type))).toBeNull()
})

test.each([
  [{ show: 'online', text: 'hi', absent: false }, undefined, 'hi'],
  [{ show: 'online', text: '', absent: true }, 'away', undefined],
  [{ show: 'away', text: '', absent: false }, 'away', undefined],
  [{ show: 'busy', text: '', absent: true }, 'dnd', undefined],
] as const)('ours: %j', (own, show, status) => {
  const presence = availability(own)
  expect(childText(presence, 'show')).toBe(show)
  expect(childText(presence, 'status')).toBe(status)
})

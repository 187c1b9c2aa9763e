import { expect, test } from 'vitest'
import { Roster, readBlocked } from './roster.ts'
import { stanza } from './trial/xml.ts'

const list = (items: string) => stanza(`<query xmlns='jabber:iq:roster'>${items}</query>`)

test.each([
  ["subscription='both'", 'both'],
  ["subscription='to'", 'both'],
  ["subscription='from'", 'none'],
  ["subscription='from' ask='subscribe'", 'asked'],
  ["subscription='none' ask='subscribe'", 'asked'],
  ["subscription='none'", 'none'],
  ["subscription='nonsense'", 'none'],
])('%s is the state %s', (attributes, state) => {
  const roster = new Roster()
  expect(roster.apply(list(`<item jid='bob@xmpp.test' ${attributes}/>`))).toEqual(['bob@xmpp.test'])
  expect(roster.event('bob@xmpp.test')).toMatchObject({ type: 'contact', state, blocked: false })
})

test('names and groups are cut to what the core takes, double groups are one', () => {
  const roster = new Roster()
  const groups = Array.from({ length: 40 }, (_, index) => `<group>g${10 + ((index * 3) % 35)}</group>`).join('')
  roster.apply(list(`<item jid='bob@xmpp.test' name='${'n'.repeat(300)}'>${groups}<group> </group></item>`))
  expect(roster.event('bob@xmpp.test')).toMatchObject({
    person: { name: 'n'.repeat(256) },
    groups: Array.from({ length: 32 }, (_, i) => `g${10 + i}`),
  })
})

test('an entry that is removed, or has no address, is gone', () => {
  const roster = new Roster()
  roster.apply(list(`<item jid='bob@xmpp.test'/>`))
  expect(roster.apply(list(`<item jid='bob@xmpp.test' subscription='remove'/><item/><item jid='@'/>`))).toEqual(['bob@xmpp.test'])
  expect(roster.event('bob@xmpp.test')).toEqual({ type: 'contact.gone', person: 'bob@xmpp.test' })
})

test('who asks is shown until he is answered', () => {
  const roster = new Roster()
  roster.asks('eve@xmpp.test', true)
  expect(roster.event('eve@xmpp.test')).toMatchObject({ state: 'asks', person: { name: 'eve' } })
  roster.apply(list(`<item jid='eve@xmpp.test' subscription='from'/>`))
  expect(roster.event('eve@xmpp.test')).toMatchObject({ state: 'none' })
})

test('requests beyond what a person can answer are not remembered', () => {
  const roster = new Roster()
  for (let index = 0; index < 600; index++) roster.asks(`spam${index}@xmpp.test`, true)
  expect(roster.people()).toHaveLength(500)
})

test('somebody blocked is on the list even if nothing else is known of him', () => {
  const roster = new Roster()
  roster.block('eve@xmpp.test', true)
  expect(roster.event('eve@xmpp.test')).toMatchObject({ type: 'contact', state: 'none', blocked: true })
  roster.block('eve@xmpp.test', false)
  expect(roster.event('eve@xmpp.test')).toMatchObject({ type: 'contact.gone' })
})

test('of a block list only people count', () => {
  const blocked = stanza(
    `<block xmlns='urn:xmpp:blocking'><item jid='eve@xmpp.test'/><item jid='evil.test'/><item jid='a@b/c'/><item/></block>`,
  )
  expect(readBlocked(blocked)).toEqual(['eve@xmpp.test'])
})

import { expect, test } from 'vitest'
import { createText } from '../../client/i18n/text.ts'
import type { Account, Conversation } from '../../contract/entities.ts'
import { lastLine } from './last-line.ts'

const account = { me: 'me' } as Account
const last = { id: 'm', at: 1, from: 'ada', name: 'Ada', text: 'two\n\nlines', deleted: false }
const line = (more: object) =>
  lastLine({ kind: 'direct', state: 'joined', draft: '', topic: '', last, ...more } as Conversation, account, createText('en')).text

test('a room says who, a direct chat does not, and one sees what one said oneself', () => {
  expect(line({})).toBe('two lines')
  expect(line({ kind: 'room' })).toBe('Ada: two lines')
  expect(line({ kind: 'room', last: { ...last, from: 'me' } })).toBe('You: two lines')
})

test('a draft stands before what was said, an invitation before both', () => {
  expect(line({ draft: 'half a ' })).toBe('half a')
  expect(line({ draft: 'half a ', state: 'invited' })).toBe('Invitation')
})

test('deleted text is gone here too', () => expect(line({ last: { ...last, deleted: true } })).toBe('Message deleted'))

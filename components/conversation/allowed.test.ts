import { expect, test } from 'vitest'
import type { Abilities } from '../../contract/abilities.ts'
import type { Conversation, Message } from '../../contract/entities.ts'
import type { PersonId } from '../../contract/ids.ts'
import { allowedOn } from './allowed.ts'

const everything = { replies: 'native', reactions: 'native', edits: 'fallback', deletes: 'native', moderation: 'native' } as Abilities
const own = { from: 'me', state: 'sent', deleted: false, kind: 'text' } as unknown as Message
const theirs = { ...own, from: 'ada' as PersonId }
const names = (message: Message, abilities: Abilities | null = everything, more: Partial<Conversation> = {}) => {
  const conversation = { state: 'joined', role: 'member', ...more } as Conversation
  const allowed = allowedOn(message, { me: 'me' as PersonId, conversation, abilities })
  return Object.entries(allowed).flatMap(([name, yes]) => (yes ? [name] : []))
}

test('own messages can be edited and deleted, those of others answered', () => {
  expect(names(own)).toEqual(['reply', 'react', 'edit', 'delete', 'copy'])
  expect(names(theirs)).toEqual(['reply', 'react', 'copy'])
})

test('a moderator deletes what others wrote, but never edits it', () => {
  expect(names(theirs, everything, { role: 'admin' })).toEqual(['reply', 'react', 'delete', 'copy'])
  expect(names(theirs, { ...everything, moderation: 'none' }, { role: 'admin' })).not.toContain('delete')
})

test('an ability that is none has no button, and an unknown one neither', () => {
  expect(names(own, { ...everything, edits: 'none', replies: 'none' })).toEqual(['react', 'delete', 'copy'])
  expect(names(own, null)).toEqual(['copy'])
})

test('what is not sent, deleted, or in a room one has left can at most be copied', () => {
  expect(names({ ...own, state: 'failed' })).toEqual(['copy'])
  expect(names({ ...own, deleted: true })).toEqual([])
  expect(names(own, everything, { state: 'left' })).toEqual(['copy'])
})

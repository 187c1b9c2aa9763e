import { expect, test } from 'vitest'
import { closedEmoji, complete, emojiCompletions, personCompletions, startedAt } from './completion.ts'
import { emoji } from './emoji.ts'

const at = (text: string) => startedAt(text, text.length)

test('a word is started by a colon and two letters, or by an at sign', () => {
  expect(at('hi :sm')).toEqual({ kind: 'emoji', typed: 'sm', from: 3 })
  expect(at('@')).toEqual({ kind: 'person', typed: '', from: 0 })
  expect(at('(@zoë')).toEqual({ kind: 'person', typed: 'zoë', from: 1 })
})

test('times, addresses and single signs start nothing', () => {
  for (const text of ['at 10:30', 'ada@example', ':', ':s', 'x:smile', 'https://x', '@ada ']) expect([text, at(text)]).toEqual([text, null])
})

test('what starts with the letters comes before what contains them', () => {
  const labels = emojiCompletions('heart').map((completion) => completion.label)
  expect(labels[0]).toBe(':heart:')
  expect(labels).toContain(':broken_heart:')
  expect(labels.indexOf(':heart_eyes:')).toBeLessThan(labels.indexOf(':broken_heart:'))
  expect(emojiCompletions('zzzz')).toEqual([])
})

test('people are found by any part of their name, each once', () => {
  const names = ['Ada Lovelace', 'Grace', 'Ada Lovelace']
  expect(personCompletions(names, 'love').map((completion) => completion.label)).toEqual(['Ada Lovelace'])
  expect(personCompletions(names, '')).toHaveLength(2)
})

test('completing replaces the word and keeps what follows', () => {
  const text = 'hi @gr and all'
  const word = startedAt(text, 6)
  expect(word && complete(text, word, { insert: '@Grace ', caret: 6 })).toEqual({ text: 'hi @Grace  and all', caret: 10 })
})

test('a name between two colons becomes its emoji at once', () => {
  expect(closedEmoji('yes :tada:', 10)).toEqual({ text: 'yes 🎉', caret: 6 })
  expect(closedEmoji('10:30:', 6)).toBeNull()
  expect(closedEmoji(':nonsense:', 10)).toBeNull()
})

test('every emoji has one name, made of what can be typed after a colon', () => {
  const symbols = emoji.map(([, symbol]) => symbol)
  expect(new Set(symbols).size).toBe(symbols.length)
  for (const [name] of emoji) expect(name).toMatch(/^[a-z_]+$/)
})

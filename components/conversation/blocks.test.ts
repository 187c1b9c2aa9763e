import { expect, test } from 'vitest'
import { blocksOf, isEmojiOnly, isLong } from './blocks.ts'

const types = (text: string) => blocksOf(text).map((block) => block.type)

test('text, quotes, lists and code stand one below the other', () => {
  expect(types('look:\n> he said\n> this\n- one\n- two\n```js\nlet x = "*1*"\n```\nbye')).toEqual(['text', 'quote', 'list', 'code', 'text'])
})

test('code is taken as it is, and an open fence goes on to the end', () => {
  expect(blocksOf('```\n  *a*\n\n> b')).toEqual([{ type: 'code', text: '  *a*\n\n> b' }])
})

test('quotes nest, but not without end', () => {
  expect(blocksOf('> > twice')).toEqual([
    { type: 'quote', blocks: [{ type: 'quote', blocks: [{ type: 'text', spans: [{ type: 'text', text: 'twice' }] }] }] },
  ])
  expect(() => blocksOf(`${'>'.repeat(60_000)}x`)).not.toThrow()
})

test('a numbered list keeps its first number', () => {
  expect(blocksOf('3. c\n4. d')[0]).toMatchObject({ type: 'list', ordered: true, first: 3 })
})

test('one dash or number alone is a sentence, and so is a minus', () => {
  for (const text of ['- maybe', '1. not a list', '-1 is less', '*waves*']) expect(types(text)).toEqual(['text'])
})

test('line breaks are kept inside and dropped around', () => {
  expect(blocksOf('\n\na\n\nb\n')).toEqual([{ type: 'text', spans: [{ type: 'text', text: 'a\n\nb' }] }])
  expect(blocksOf('')).toEqual([])
})

test('a few emoji and nothing else are shown larger', () => {
  for (const text of ['👍', '👩‍👩‍👧 🇩🇪', '❤️', '👋🏽👋🏽']) expect([text, isEmojiOnly(text)]).toEqual([text, true])
  for (const text of ['', '1', '#', '👍 ok', '😀'.repeat(7)]) expect([text, isEmojiOnly(text)]).toEqual([text, false])
})

test('more than 20 lines, broken by hand or by width, are long', () => {
  expect(isLong('x\n'.repeat(19))).toBe(false)
  expect(isLong('x\n'.repeat(25))).toBe(true)
  expect(isLong('x'.repeat(1700))).toBe(true)
})

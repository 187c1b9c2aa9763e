import { expect, test } from 'vitest'
import type { Message } from '../../contract/entities.ts'
import type { PersonId } from '../../contract/ids.ts'
import { rowsOf } from './rows.ts'

const noon = new Date(2025, 5, 18, 12).getTime()
const minute = 60_000
const message = (from: string, at: number, kind = 'text') => ({ id: `${from}${at}`, from, at: noon + at, kind }) as Message
const me = 'me' as PersonId
const flags = (messages: Message[], freshAfter: number | null = null) =>
  rowsOf(messages, { me, freshAfter }).map((row) =>
    [row.day && 'day', row.fresh && 'fresh', row.head && 'head', row.tail && 'tail'].filter(Boolean).join(' '),
  )

test('an author’s messages within a minute of each other stand together', () => {
  const rows = flags([message('ada', 0), message('ada', minute), message('ada', 2 * minute + 1), message('bo', 2 * minute + 2)])
  expect(rows).toEqual(['day head', 'tail', 'head tail', 'head tail'])
})

test('each day starts with its line, and a group does not go on over midnight', () => {
  const midnight = 12 * 60 * minute
  expect(flags([message('ada', midnight - 1), message('ada', midnight)])).toEqual(['day head tail', 'day head tail'])
})

test('the line for new messages stands once, above the first of another author after what was read', () => {
  const rows = flags([message('ada', 0), message('me', 1), message('ada', 2), message('ada', 3)], noon)
  expect(rows).toEqual(['day head tail', 'head tail', 'fresh head', 'tail'])
})

test('who answers has seen what is new: the line goes', () => {
  const rows = flags([message('ada', 0), message('ada', 1), message('me', 2)], noon - 1)
  expect(rows).toEqual(['day head', 'tail', 'head tail'])
})

test('notices stand alone, and a /me line does not join plain text', () => {
  expect(flags([message('ada', 0, 'notice'), message('ada', 1, 'notice')])).toEqual(['day head tail', 'head tail'])
  expect(flags([message('ada', 0), message('ada', 1, 'action')])).toEqual(['day head tail', 'head tail'])
})

test('nothing makes no rows', () => expect(flags([])).toEqual([]))

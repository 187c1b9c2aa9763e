import { expect, test } from 'vitest'
import type { Row } from './rows.ts'
import { prepended } from './use-scroll.ts'

const rows = (...ids: string[]) => ids.map((id) => ({ id }) as Row)

test('counts the rows that were put before, and no others', () => {
  expect(prepended(rows('c', 'd'), rows('a', 'b', 'c', 'd'))).toBe(2)
  expect(prepended(rows('c', 'd'), rows('c', 'd', 'e'))).toBe(0)
})

test('a list that was empty, or whose first row is gone, was not put before', () => {
  expect(prepended([], rows('a'))).toBe(0)
  expect(prepended(rows('x', 'a'), rows('a'))).toBe(0)
})

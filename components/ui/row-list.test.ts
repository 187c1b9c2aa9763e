import { expect, test } from 'vitest'
import { stepTo } from './row-list.tsx'

const rows = ['# a', 'Ada', '# b', 'Bea', 'Bo']
const isHeading = (row: string) => row.startsWith('#')
const step = (from: number, key: string) => stepTo(rows, from, key, isHeading)

test('arrows pass over headings', () => {
  expect(step(1, 'ArrowDown')).toBe(3)
  expect(step(3, 'ArrowUp')).toBe(1)
})

test('the first and the last row are ends, and a heading is never one', () => {
  expect(step(4, 'ArrowDown')).toBeNull()
  expect(step(1, 'ArrowUp')).toBeNull()
  expect(step(4, 'Home')).toBe(1)
  expect(step(1, 'End')).toBe(4)
})

test('other keys and empty lists lead nowhere', () => {
  expect(step(1, 'x')).toBeNull()
  expect(stepTo([], -1, 'ArrowDown', isHeading)).toBeNull()
})

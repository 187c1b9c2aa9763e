import { expect, test } from 'vitest'
import { matchScore } from './find.ts'

test('the start of a name beats the start of a word, which beats the middle', () => {
  const fits = ['Ann', 'Anna Berg', 'Berg, Ann', 'Joanna'].map((name) => matchScore([name], 'ann'))
  expect(fits).toEqual([4, 3, 2, 1])
})

test('accents and case do not count, in the name or in what was typed', () => {
  expect(matchScore(['Zoë Müller'], 'zoe mull')).toBe(2)
  expect(matchScore(['Zoe'], 'ZOË')).toBe(4)
})

test('every word must fit one of the names', () => {
  expect(matchScore(['Ann', 'ann@example.org'], 'ann example')).toBe(2)
  expect(matchScore(['Ann', 'ann@example.org'], 'ann nobody')).toBe(0)
})

test('special characters are plain text', () => expect(matchScore(['#c++ (beginners)'], 'c++ (')).toBeGreaterThan(0))

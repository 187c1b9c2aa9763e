import { expect, test } from 'vitest'
import { answering, asking, removing, type Side } from './bonds.ts'

const side = (text: string): Side => (text === '-' ? null : { state: text.replace('!', '') as 'both', blocked: text.endsWith('!') })

test.each([
  ['-', '-', 'asked', 'asks'],
  ['asked', 'asks', 'asked', 'asks'],
  ['asks', 'asked', 'both', 'both'],
  ['-', 'asked', 'both', 'both'],
  ['-', 'both', 'both', 'both'],
  ['asks', '-', 'both', 'both'],
  ['both', 'both', 'both', 'both'],
  ['none', 'none', 'asked', 'asks'],
  ['-', 'none!', 'asked', null],
  ['both', 'both!', 'both', null],
] as const)('asking: I have %s, they %s: then %s and %s', (mine, theirs, nowMine, nowTheirs) => {
  expect(asking(side(mine), side(theirs))).toEqual({ mine: nowMine, theirs: nowTheirs })
})

test.each([
  [true, 'asked', 'both', 'both'],
  [false, 'asked', 'gone', 'none'],
  [false, '-', 'gone', null],
] as const)('answering %s to someone who has %s: then %s and %s', (accept, theirs, nowMine, nowTheirs) => {
  expect(answering(accept, side(theirs))).toEqual({ mine: nowMine, theirs: nowTheirs })
})

test.each([
  ['both', 'both', 'gone', 'none'],
  ['asked', 'asks', 'gone', 'gone'],
  ['asks', 'asked', 'gone', 'none'],
  ['none', '-', 'gone', null],
  ['both!', 'both', 'none', 'none'],
  ['both', 'both!', 'gone', 'none'],
  ['asked', 'asks!', 'gone', 'none'],
] as const)('removing: I have %s, they %s: then %s and %s', (mine, theirs, nowMine, nowTheirs) => {
  expect(removing(side(mine), side(theirs))).toEqual({ mine: nowMine, theirs: nowTheirs })
})

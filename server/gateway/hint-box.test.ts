import { expect, test } from 'vitest'
import type { PersonId } from '../../contract/ids.ts'
import type { Hint } from '../../contract/sync.ts'
import { createHintBox } from './hint-box.ts'

const presence = (person: string, show: 'online' | 'away'): Hint => ({ type: 'presence', person: person as PersonId, show, text: '' })

test('S17 a slow browser gets only the newest hint about each person, in one piece', async () => {
  const sent: (readonly Hint[])[] = []
  const slow = Promise.withResolvers<void>()
  const hint = createHintBox({ send: (hints) => sent.push(hints), drained: () => slow.promise })
  hint([presence('a', 'online')])
  hint([presence('b', 'online')])
  hint([presence('b', 'away'), presence('c', 'online')])
  expect(sent).toEqual([[presence('a', 'online')]])
  slow.resolve()
  await new Promise(setImmediate)
  expect(sent[1]).toEqual([presence('b', 'away'), presence('c', 'online')])
  expect(sent).toHaveLength(2)
})

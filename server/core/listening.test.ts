import { describe, expect, test } from 'vitest'
import type { AccountId } from '../../contract/ids.ts'
import type { Hint } from '../../contract/sync.ts'
import type { Hint as NetworkHint } from '../networks/network.ts'
import { KeyIds } from './key-ids.ts'
import { Listening } from './listening.ts'
import { settled, TrialClock } from './trial/clock.ts'
import { TrialLog } from './trial/log.ts'

const presence = (from: string, show: 'online' | 'away' = 'online'): NetworkHint => ({
  type: 'presence',
  from: from as never,
  show,
  text: '',
})
const typing = (from: string): NetworkHint => ({ type: 'typing', conversation: 'chat' as never, from: from as never, name: from, on: true })

/** Keys that the test calls known have the id `id KEY`. */
function trial(...known: string[]) {
  const clock = new TrialClock()
  const log = new TrialLog()
  const passed: Hint[] = []
  const asked: string[][] = []
  const keys = new Set(known)
  const named = (asking: readonly string[]) => Object.fromEntries(asking.filter((key) => keys.has(key)).map((key) => [key, `id ${key}`]))
  const ids = new KeyIds('account' as AccountId, {
    ids: async ({ conversations, people }) => {
      asked.push([...conversations, ...people])
      return { conversations: named(conversations), people: named(people) } as never
    },
  })
  const listening = new Listening({ ids, clock, log, pass: (hint) => passed.push(hint) })
  return { clock, keys, passed, asked, listening }
}

describe('listening', () => {
  test('keys become ids: a flood is one question, and what is known is passed at once', async () => {
    const { listening, passed, asked } = trial('chat', 'bob', 'carol')
    listening.hear(typing('bob'))
    listening.hear(presence('bob'))
    listening.hear(presence('carol'))
    await settled()
    expect(passed.length).toBe(3)
    expect(asked).toEqual([['chat', 'bob'], ['carol']])
    listening.hear(presence('carol', 'away'))
    expect(passed.at(-1)).toEqual({ type: 'presence', person: 'id carol', show: 'away', text: '' })
    expect(asked.length).toBe(2)
  })

  test('what is unknown waits for the next batch, the newest only', async () => {
    const { listening, passed, keys } = trial()
    listening.hear(presence('bob', 'online'))
    await settled()
    listening.hear(presence('bob', 'away'))
    await settled()
    listening.learned()
    await settled()
    expect(passed).toEqual([])
    keys.add('bob')
    listening.learned()
    await settled()
    expect(passed).toEqual([{ type: 'presence', person: 'id bob', show: 'away', text: '' }])
  })

  test('what is unknown is not waited for for ever', async () => {
    const { listening, passed, keys, clock } = trial('chat')
    listening.hear(typing('bob'))
    listening.hear(presence('bob'))
    await clock.pass(8000)
    keys.add('bob')
    listening.learned()
    await settled()
    expect(passed).toEqual([{ type: 'presence', person: 'id bob', show: 'online', text: '' }])
  })

  test('one who is unknown keeps nobody else waiting', async () => {
    const { listening, passed } = trial('bob')
    listening.hear(presence('stranger'))
    listening.hear(presence('bob'))
    await settled()
    expect(passed).toEqual([{ type: 'presence', person: 'id bob', show: 'online', text: '' }])
  })
})

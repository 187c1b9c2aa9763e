import { describe, expect, test } from 'vitest'
import { errorCodes } from '../../contract/errors.ts'
import { NetworkError } from '../networks/network.ts'
import { judge } from './verdict.ts'

const needing = { credentials: 'login', banned: 'retry', certificate: 'retry', elsewhere: 'retry' } as const

describe('N12 verdicts', () => {
  test.each(Object.entries(needing))('%s needs a person, who reads the sentence', (code, action) => {
    const error = new NetworkError(code as keyof typeof needing, 'Why.', { cause: 'inner' })
    expect(judge(error, 0, 0.5)).toEqual({ do: 'needs-you', needs: { action, error: { code, message: 'Why.' } } })
  })

  test.each(errorCodes.filter((code) => !(code in needing)))('%s waits', (code) => {
    expect(judge(new NetworkError(code, 'Why.'), 2, 0.5)).toEqual({ do: 'wait', ms: 2000 })
  })

  test('a wait is at least what the network asked for', () => {
    expect(judge(new NetworkError('throttled', 'Slow.', { retryAfterMs: 90_000 }), 0, 0.5)).toEqual({ do: 'wait', ms: 90_000 })
  })
})

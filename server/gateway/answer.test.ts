import { afterEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Refused } from '../../contract/errors.ts'
import { limits } from '../../contract/limits.ts'
import { NetworkError } from '../networks/network.ts'
import { createAnswer } from './answer.ts'

const schema = z.strictObject({ name: z.string().max(3), deep: z.object({ number: z.int() }).optional() })

function ask(over: Partial<Parameters<ReturnType<typeof createAnswer>>[0]> = {}) {
  const logged: unknown[] = []
  const seen: unknown[] = []
  const log = { info: () => {}, warn: () => {}, error: (facts: object) => logged.push(facts) }
  const answer = createAnswer({ log, observe: (name, code) => seen.push([name, code]) })
  const run = async () => 'done'
  return { logged, seen, answer: answer({ name: 'it', schema, input: () => ({ name: 'abc' }), pay: async () => {}, run, ...over }) }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('S13 every question is answered once', () => {
  test('with what came of it', async () => {
    const { answer, seen } = ask()
    expect(await answer).toEqual({ ok: true, result: 'done' })
    expect(seen).toEqual([['it', 'ok']])
  })

  test.each([
    [{}, /“name” is missing/],
    [{ name: 'long!' }, /“name” is too long/],
    [{ name: 5 }, /“name” .* wrong form/],
    [{ name: 'a', deep: { number: 1.5 } }, /“deep.number”/],
    [{ name: 'a', more: 1 }, /unknown field “more”/],
    ['text', /This request/],
    [undefined, /This request/],
  ])('wrong input is refused by the name of the field: %j', async (input, sentence) => {
    const { answer } = ask({ input: () => input })
    expect(await answer).toEqual({ ok: false, error: { code: 'invalid', message: expect.stringMatching(sentence) } })
  })

  test.each([[{ text: 'a\0b' }], [{ list: [{ name: '\0' }] }], [{ answers: { 'na\0me': 'x' } }]])(
    'a character that no database keeps is refused wherever it is: %j',
    async (input) => {
      const { answer } = ask({ schema: z.any(), input: () => input })
      expect(await answer).toMatchObject({ ok: false, error: { code: 'invalid' } })
    },
  )

  test('who may not ask is not even read', async () => {
    const input = vi.fn()
    const { answer } = ask({ input, pay: () => Promise.reject(new Refused('throttled', 'Later.', { retryAfterMs: 5 })) })
    expect(await answer).toEqual({ ok: false, error: { code: 'throttled', message: 'Later.', retryAfterMs: 5 } })
    expect(input).not.toHaveBeenCalled()
  })

  test('a network’s error keeps its code and its sentence, and not its cause', async () => {
    const { answer } = ask({ run: () => Promise.reject(new NetworkError('offline', 'No.', { cause: 'secret' })) })
    expect(await answer).toEqual({ ok: false, error: { code: 'offline', message: 'No.' } })
  })

  test('a bug goes to the log under a number, and only the number to the browser', async () => {
    const { answer, logged } = ask({ run: () => Promise.reject(new Error('at line 5 of secret')) })
    const got = await answer
    expect(JSON.stringify(got)).not.toContain('secret')
    const reference = (logged[0] as { reference: string }).reference
    expect(got).toMatchObject({ ok: false, error: { code: 'bug', message: expect.stringContaining(reference) } })
  })

  test('what throws at once is caught like what rejects', async () => {
    const { answer } = ask({
      run: () => {
        throw new Refused('conflict', 'No.')
      },
    })
    expect(await answer).toMatchObject({ ok: false, error: { code: 'conflict' } })
  })

  test('what never ends is answered before the browser gives up', async () => {
    vi.useFakeTimers()
    const { answer } = ask({ run: () => new Promise(() => {}) })
    await vi.advanceTimersByTimeAsync(limits.answerMs - 1)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } })
  })
})

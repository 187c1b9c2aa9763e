import type { z } from 'zod'
import { type Answer, type ErrorCode, Refused } from '../../contract/errors.ts'
import { limits } from '../../contract/limits.ts'
import type { Log } from '../core/log.ts'
import { failureOf } from './failure.ts'
import { within } from './within.ts'

/** Something a browser asks, over the socket or over HTTP. */
export interface Question<Schema extends z.ZodType, Result> {
  /** For logs and figures. */
  readonly name: string
  readonly schema: Schema
  readonly input: () => unknown
  /** Rejects with Refused `throttled` when the asker asks too much. */
  readonly pay: () => Promise<void>
  readonly run: (input: z.output<Schema>) => Promise<Result>
}
export type AnswerTo = <Schema extends z.ZodType, Result>(question: Question<Schema, Result>) => Promise<Answer<Result>>

export interface Answering {
  readonly log: Log
  /** For figures: `code` is 'ok' or the failure's. */
  observe(name: string, code: ErrorCode | 'ok', ms: number): void
}

/** A second less than the browser waits, so that it hears the reason from us. */
const answerMs = limits.answerMs - 1_000

/** The only place where what a browser sends is validated, and where what goes wrong is put into words. Never rejects. */
export function createAnswer({ log, observe }: Answering): AnswerTo {
  return async ({ name, schema, input, pay, run }) => {
    const began = performance.now()
    try {
      await pay()
      const result = await within(takeIn(schema, input).then(run), answerMs, tooLate)
      observe(name, 'ok', performance.now() - began)
      return { ok: true, result }
    } catch (thrown) {
      const error = failureOf(thrown, log, name)
      observe(name, error.code, performance.now() - began)
      return { ok: false, error }
    }
  }
}

async function takeIn<Schema extends z.ZodType>(schema: Schema, input: () => unknown): Promise<z.output<Schema>> {
  const given = schema.parse(await input())
  if (hasNull(given)) throw new Refused('invalid', 'This request contains a character that means nothing.')
  return given
}

/** U+0000, which PostgreSQL cannot store and nobody types. */
function hasNull(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.entries(value).flat().some(hasNull)
}

const tooLate = () => new Refused('timeout', 'This takes too long. It may still happen: please look before you try again.')

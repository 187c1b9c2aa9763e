import { randomUUID } from 'node:crypto'
import { type core, ZodError } from 'zod'
import { type ErrorCode, type Failure, Refused } from '../../contract/errors.ts'
import type { Log } from '../core/log.ts'
import { NetworkError } from '../networks/network.ts'

/** Makes of whatever was thrown what the browser may know. A bug is logged under a number, and only the number goes out. */
export function failureOf(error: unknown, log: Log, what: string): Failure {
  if (error instanceof ZodError) return { code: 'invalid', message: sentenceOf(error) }
  if (error instanceof Refused || error instanceof NetworkError) {
    const { code, message, retryAfterMs } = error
    return { code, message, ...(retryAfterMs !== undefined && { retryAfterMs }) }
  }
  const reference = randomUUID().slice(0, 8)
  log.error({ reference, what, err: error }, 'bug')
  return { code: 'bug', message: `Something went wrong inside Parley. If you report it, mention ${reference}.` }
}

/** Which field is wrong, and how. Never what was in it. */
function sentenceOf({ issues: [issue] }: ZodError): string {
  if (!issue) return 'This request has the wrong form.'
  const field = issue.path.length > 0 ? `“${issue.path.map(String).join('.')}”` : 'This request'
  return `${field} ${complaint(issue)}.`
}

function complaint(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return 'is too short or too small'
    case 'too_big':
      return 'is too long or too large'
    case 'unrecognized_keys':
      return `has an unknown field “${issue.keys[0]?.slice(0, 64)}”`
    case 'custom':
      return `is ${issue.message}`
    default:
      return 'is missing or has the wrong form'
  }
}

const statuses: Partial<Record<ErrorCode, number>> = {
  invalid: 400,
  'signed-out': 401,
  credentials: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  throttled: 429,
  bug: 500,
  unsupported: 501,
  offline: 503,
  timeout: 504,
  full: 507,
}

export const statusOf = (code: ErrorCode): number => statuses[code] ?? 502

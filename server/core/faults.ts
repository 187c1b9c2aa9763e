import { type ErrorCode, Refused } from '../../contract/errors.ts'
import { NetworkError } from '../networks/network.ts'

/** Whatever was thrown, as the one kind of error that sessions and commands understand. Bugs keep their text to the logs. */
export function asNetworkError(error: unknown): NetworkError {
  if (error instanceof NetworkError) return error
  if (error instanceof Refused) {
    const more = error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }
    return new NetworkError(error.code, error.message, { ...more, cause: error })
  }
  // A bug says nothing about how far it got: what was being sent may have left.
  return new NetworkError('bug', 'Something went wrong inside Parley.', { delivered: 'unknown', cause: error })
}

export function isRefused(error: unknown, code: ErrorCode): boolean {
  return error instanceof Refused && error.code === code
}

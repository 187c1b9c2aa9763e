import type { Account } from '../../contract/entities.ts'
import type { ErrorCode } from '../../contract/errors.ts'
import type { NetworkError } from '../networks/network.ts'
import { backoff } from './backoff.ts'

type Needs = NonNullable<Account['needs']>

/** What is to be done after a session was lost. */
export type Verdict = { do: 'needs-you'; needs: Needs } | { do: 'wait'; ms: number }

const actions: Partial<Record<ErrorCode, Needs['action']>> = {
  credentials: 'login',
  banned: 'retry',
  certificate: 'retry',
  elsewhere: 'retry',
}

/** N12: what only a person can mend is never tried again blindly; everything else waits. `tries`: failures in a row before this one. */
export function judge(error: NetworkError, tries: number, random: number): Verdict {
  const action = actions[error.code]
  if (action) return { do: 'needs-you', needs: { action, error: { code: error.code, message: error.message } } }
  return { do: 'wait', ms: backoff(tries, random, error.retryAfterMs) }
}

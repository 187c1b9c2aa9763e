import { Refused } from '../../../contract/errors.ts'
import type { Store } from '../../db/store.ts'
import { isToken, newToken, tokenHash } from './tokens.ts'

/** The link that makes the first person admin: new at each start, works once, and only while there is no admin. */
export interface Claim {
  /** For whoever started the server; null once there is an admin. */
  readonly token: string | null
  /** Runs `make`, which makes the admin. Refused `forbidden` for a wrong token, or when somebody was faster. */
  use<Result>(token: string, make: () => Promise<Result>): Promise<Result>
}

export async function createClaim(store: Store): Promise<Claim> {
  const token = (await store.users.claimed()) ? null : newToken()
  const hash = token && tokenHash(token)
  let taken = false
  return {
    token,
    use: async (given, make) => {
      if (hash === null || taken || !isToken(given, hash)) throw new Refused('forbidden', 'This link does not work any more.')
      taken = true
      try {
        return await make()
      } catch (error) {
        // The login may have been taken: the link must go on working for another one.
        taken = false
        throw error
      }
    },
  }
}

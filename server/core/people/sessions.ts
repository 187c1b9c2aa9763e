import { v7 as uuid } from 'uuid'
import type { SessionId, UserId } from '../../../contract/ids.ts'
import { SessionId as sessionId } from '../../../contract/ids.ts'
import type { Signed, Store } from '../../db/store.ts'
import { newToken, tokenHash } from './tokens.ts'

const day = 86_400_000
/** A browser that was not seen for this many ms has to sign in again. */
export const sessionMs = 90 * day
const touchEveryMs = day / 24

/** Where users are signed in. */
export interface Sessions {
  /** Signs a browser in; the token is known to nobody but that browser. */
  open(user: UserId, agent: string): Promise<{ session: SessionId; token: string }>
  /** Whose token this is, null when it is nobody's (any more). Notes the visit, at most once an hour. */
  find(token: string): Promise<Signed | null>
  /** Whether it has not ended since it was found. */
  lasts(signed: Signed): Promise<boolean>
  /** Notes that a browser is still there. */
  seen(sessions: Iterable<SessionId>): Promise<void>
  /** Refused `not-found` when it is not one of this user's. */
  end(user: UserId, session: SessionId): Promise<void>
  /** Called at once when a session has ended. Returns the way to stop listening. */
  onEnded(listener: (session: SessionId) => void): () => void
}

export function createSessions({ store, now }: { store: Store; now: () => number }): Sessions {
  const listeners = new Set<(session: SessionId) => void>()
  return {
    open: async (user, agent) => {
      const session = sessionId.parse(uuid())
      const token = newToken()
      await store.users.addSession({ id: session, user, tokenHash: tokenHash(token), agent: agent.slice(0, 256), at: now() })
      return { session, token }
    },
    find: async (token) => {
      const signed = await store.users.session({ tokenHash: tokenHash(token) })
      if (!signed || signed.seenAt < now() - sessionMs) return null
      if (signed.seenAt < now() - touchEveryMs) await store.users.touchSession({ session: signed.session, at: now() })
      return signed
    },
    lasts: async ({ user, session }) => (await store.users.sessions({ user })).some(({ id }) => id === session),
    seen: async (sessions) => {
      for (const session of new Set(sessions)) await store.users.touchSession({ session, at: now() })
    },
    end: async (user, session) => {
      await store.users.removeSession({ user, session })
      for (const listener of listeners) listener(session)
    },
    onEnded: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

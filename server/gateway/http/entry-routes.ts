import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from '../../../contract/errors.ts'
import { Refused } from '../../../contract/errors.ts'
import { requests, type SignedIn } from '../../../contract/http.ts'
import type { Sessions } from '../../core/people/sessions.ts'
import type { AnswerTo } from '../answer.ts'
import type { Cookies } from '../cookies.ts'
import type { Origins } from '../origin.ts'
import type { Throttle } from '../throttle.ts'
import { readJson } from './body.ts'
import { createEntry, type Door, type EntryParts, type EntryPath, type From } from './entry.ts'
import { type Route, sendFailure, sendJson } from './router.ts'

export interface EntryRouteParts extends EntryParts {
  readonly answer: AnswerTo
  readonly cookies: Cookies
  readonly origins: Origins
}

/** The POST endpoints of contract/http.ts. */
export function entryRoutes(parts: EntryRouteParts): readonly Route[] {
  const doors = createEntry(parts)
  const paths = Object.keys(doors) as EntryPath[]
  return [...paths.map((path) => doorRoute(parts, path, doors[path] as Door<EntryPath>)), signOutRoute(parts)]
}

function doorRoute(parts: EntryRouteParts, path: EntryPath, open: Door<EntryPath>): Route {
  const { answer, cookies, origins, throttle } = parts
  return {
    method: 'POST',
    path,
    run: async ({ request, response }) => {
      const from: From = { address: origins.address(request), agent: request.headers['user-agent'] ?? '' }
      const answered: Answer<SignedIn> = await answer({
        name: path,
        schema: requests[path],
        input: () => readOwn(parts, request),
        pay: () => admission(path, throttle, from),
        run: (body) => open(body as never, from),
      })
      if (answered.ok) response.setHeader('set-cookie', cookies.write(answered.result.token))
      reply(response, answered)
    },
  }
}

/** Signing in pays per login as well, once it is known. */
const admission = (path: EntryPath, throttle: Throttle, { address }: From) =>
  path === '/api/sign-in' ? throttle.look(address) : throttle.register(address)

function signOutRoute({ answer, cookies, origins, sessions, throttle }: EntryRouteParts): Route {
  return {
    method: 'POST',
    path: '/api/sign-out',
    run: async ({ request, response }) => {
      const answered = await answer({
        name: '/api/sign-out',
        schema: requests['/api/sign-out'],
        input: () => readOwn({ origins }, request),
        pay: () => throttle.look(origins.address(request)),
        run: () => endSession(sessions, cookies.read(request)),
      })
      if (answered.ok) response.setHeader('set-cookie', cookies.clear)
      reply(response, answered)
    },
  }
}

async function endSession(sessions: Sessions, token: string | null): Promise<null> {
  const signed = token === null ? null : await sessions.find(token)
  if (signed) await sessions.end(signed.user, signed.session)
  return null
}

/** A body, if it was sent by one of our own pages: another site must not sign anybody in or out. */
async function readOwn({ origins }: Pick<EntryRouteParts, 'origins'>, request: IncomingMessage): Promise<unknown> {
  if (!origins.isOwn(request)) throw new Refused('forbidden', 'This was asked by a page of another site.')
  return readJson(request)
}

function reply(response: ServerResponse, answered: Answer<unknown>): void {
  if (answered.ok) sendJson(response, 200, answered)
  else sendFailure(response, answered.error)
}

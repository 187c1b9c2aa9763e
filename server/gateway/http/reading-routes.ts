import { z } from 'zod'
import { Refused } from '../../../contract/errors.ts'
import type { InviteInfo, ServerInfo } from '../../../contract/http.ts'
import type { Store } from '../../db/store.ts'
import type { AnswerTo } from '../answer.ts'
import type { Origins } from '../origin.ts'
import type { Throttle } from '../throttle.ts'
import { type Exchange, type Route, sendFailure, sendJson } from './router.ts'

export interface ReadingParts {
  readonly store: Store
  readonly answer: AnswerTo
  readonly throttle: Throttle
  readonly origins: Origins
  readonly signUp: ServerInfo['signUp']
  readonly guests: boolean
  now(): number
}

/** What may be read without a session. */
export const readingRoutes = (parts: ReadingParts): readonly Route[] => [
  {
    method: 'GET',
    path: '/api/server',
    run: (exchange) =>
      tell(parts, exchange, async (): Promise<ServerInfo> => {
        return { guests: parts.guests, signUp: parts.signUp, claimed: await parts.store.users.claimed() }
      }),
  },
  {
    method: 'GET',
    path: '/api/invite/*',
    run: (exchange) =>
      tell(parts, exchange, async (): Promise<InviteInfo> => {
        const invite = await parts.store.invites.get({ code: exchange.rest.slice(0, 64), at: parts.now() })
        if (!invite) throw new Refused('not-found', 'This link does not work any more. Ask for a new one.')
        return { from: invite.from.name, room: invite.conversation && invite.title }
      }),
  },
  { method: 'GET', path: '/api/avatar/*', run: (exchange) => sendAvatar(parts, exchange) },
]

/** These are asked by path alone. */
const nothing = { schema: z.null(), input: () => null }

async function tell(
  { answer, throttle, origins }: ReadingParts,
  { request, response }: Exchange,
  run: () => Promise<unknown>,
): Promise<void> {
  const pay = () => throttle.look(origins.address(request))
  const answered = await answer({ name: 'read', ...nothing, pay, run })
  if (answered.ok) sendJson(response, 200, answered)
  else sendFailure(response, answered.error)
}

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Named after its content, so it never changes. Remote people made it: nothing in it may run. */
async function sendAvatar({ store, answer, throttle, origins }: ReadingParts, { request, response, rest }: Exchange): Promise<void> {
  const run = () => store.conversations.avatar({ id: rest.slice(0, 128) })
  const answered = await answer({ name: 'avatar', ...nothing, pay: () => throttle.picture(origins.address(request)), run })
  if (!answered.ok) return sendFailure(response, answered.error)
  const avatar = answered.result
  if (!avatar || !pictures.has(avatar.type)) return sendFailure(response, { code: 'not-found', message: 'There is no such picture.' })
  response.writeHead(200, {
    'content-type': avatar.type,
    'content-length': avatar.bytes.byteLength,
    'cache-control': 'public, max-age=31536000, immutable',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  })
  response.end(avatar.bytes)
}

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sessions } from '../../core/people/sessions.ts'
import type { Cookies } from '../cookies.ts'
import type { Origins } from '../origin.ts'
import { pathOf } from './router.ts'

export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

export interface PageParts {
  readonly sessions: Sessions
  readonly cookies: Cookies
  readonly origins: Origins
  /** Development servers evaluate code from strings. */
  readonly developing: boolean
}

/** How pages learn who is signed in. Only ever set here, whatever the browser sends. */
const userHeader = 'x-parley-user'

/** Says who is signed in and what the page may load, then lets `show` (Next) draw it. */
export function createPages(parts: PageParts, show: PageHandler): PageHandler {
  return async (request, response) => {
    delete request.headers[userHeader]
    for (const [name, value] of Object.entries(everywhere)) response.setHeader(name, value)
    if (isPage(request)) request.headers[userHeader] = await greet(parts, request, response)
    if (!isBuilt(request)) {
      const policy = contentPolicy(parts, parts.origins.host(request))
      // Next reads the nonce from the request and puts it on its own scripts.
      request.headers['content-security-policy'] = policy
      response.setHeader('content-security-policy', policy)
    }
    await show(request, response)
  }
}

const everywhere = {
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
} as const

/** Scripts and styles. Everything else may turn out to be a page, whatever it is called: `/invite/a.b`. */
const isBuilt = (request: IncomingMessage) => pathOf(request).startsWith('/_next/')

/** Files with an ending are the same for everybody. */
const isPage = (request: IncomingMessage) => !isBuilt(request) && !/\.[a-z0-9]+$/i.test(pathOf(request))

/** The id of whoever is signed in, or ''. Who comes by keeps his cookie. */
async function greet({ sessions, cookies }: PageParts, request: IncomingMessage, response: ServerResponse): Promise<string> {
  const token = cookies.read(request)
  const signed = token === null ? null : await sessions.find(token)
  if (token === null || signed === null) return ''
  if (request.headers['sec-fetch-dest'] === 'document') response.setHeader('set-cookie', cookies.write(token))
  return signed.user
}

function contentPolicy({ developing }: PageParts, host: string): string {
  const nonce = randomBytes(16).toString('base64')
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${developing ? " 'unsafe-eval'" : ''}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    `connect-src 'self'${host && ` ws://${host} wss://${host}`}`,
    "frame-ancestors 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')
}

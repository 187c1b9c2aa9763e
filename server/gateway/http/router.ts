import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Failure } from '../../../contract/errors.ts'
import { statusOf } from '../failure.ts'

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** What the `*` of the route's path stood for. */
  readonly rest: string
}
export interface Route {
  readonly method: 'GET' | 'POST'
  /** A path, or one that ends in `*` for a single last part. */
  readonly path: string
  run(exchange: Exchange): Promise<void>
}

/** Finds the route of a request, null if it is nobody's. Paths under /api that nobody has are answered with 404. */
export function createRouter(routes: readonly Route[]) {
  return (request: IncomingMessage, response: ServerResponse): Promise<void> | null => {
    const path = pathOf(request)
    for (const route of routes) {
      const rest = match(route.path, path)
      if (rest === null) continue
      const method = request.method === 'HEAD' ? 'GET' : request.method
      if (method === route.method) return route.run({ request, response, rest })
      response.setHeader('allow', route.method)
      return refuse(response, 405)
    }
    return path.startsWith('/api/') ? refuse(response, 404) : null
  }
}

/** The path without its query; it is what the browser sent, not decoded. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}

export function sendFailure(response: ServerResponse, error: Failure): void {
  if (error.retryAfterMs !== undefined) response.setHeader('retry-after', Math.ceil(error.retryAfterMs / 1000))
  sendJson(response, statusOf(error.code), { ok: false, error })
}

async function refuse(response: ServerResponse, status: 404 | 405): Promise<void> {
  const message = status === 404 ? 'There is nothing at this address.' : 'This address is asked in another way.'
  sendJson(response, status, { ok: false, error: { code: 'not-found', message } })
}

function match(pattern: string, path: string): string | null {
  if (!pattern.endsWith('*')) return pattern === path ? '' : null
  const rest = path.startsWith(pattern.slice(0, -1)) ? path.slice(pattern.length - 1) : ''
  return rest && !rest.includes('/') ? rest : null
}

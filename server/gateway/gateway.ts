import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { ServerInfo } from '../../contract/http.ts'
import type { SessionId } from '../../contract/ids.ts'
import type { Parts } from '../core/commands/parts.ts'
import { createCommands } from '../core/commands/table.ts'
import type { Claim } from '../core/people/claim.ts'
import { createAnswer } from './answer.ts'
import { createCookies } from './cookies.ts'
import { failureOf } from './failure.ts'
import { createFigures } from './figures.ts'
import { entryRoutes } from './http/entry-routes.ts'
import { operatorRoutes } from './http/operator-routes.ts'
import { createPages, type PageHandler } from './http/pages.ts'
import { readingRoutes } from './http/reading-routes.ts'
import { createRouter, sendFailure } from './http/router.ts'
import { createOrigins } from './origin.ts'
import { createSockets } from './sockets.ts'
import { createThrottle } from './throttle.ts'

/** What the operator decides about the way in. */
export interface GatewayRules {
  readonly signUp: ServerInfo['signUp']
  readonly guests: boolean
  readonly metrics: 'local' | 'public'
  readonly behindProxy: boolean
  /** Rate limits; off only for tests and load. */
  readonly limits: boolean
  readonly developing: boolean
}
export interface GatewayParts extends Omit<Parts, 'signUp'> {
  readonly claim: Claim
  readonly rules: GatewayRules
}

export interface Gateway {
  readonly server: Server
  /** Who draws everything that is not an endpoint. Until then pages answer 503. */
  showPages(pages: PageHandler): void
  /** The browser sessions that are connected now. */
  connected(): readonly SessionId[]
  /** Takes no new connections, says `goodbye restart` to every browser and hangs up. */
  close(): Promise<void>
}

export function createGateway(parts: GatewayParts): Gateway {
  const { rules, engine, log } = parts
  let pages: PageHandler | null = null
  let stopping = false
  const server = createServer((request, response) => void serve(request, response))
  server.requestTimeout = 30_000
  const figures = createFigures(engine, () => sockets.count())
  const answer = createAnswer({ log, observe: figures.command })
  const doors = {
    throttle: createThrottle({ on: rules.limits }),
    origins: createOrigins({ url: parts.url, behindProxy: rules.behindProxy }),
    cookies: createCookies({ secure: parts.url.startsWith('https:') }),
  }
  const handlers = createCommands({ ...parts, signUp: rules.signUp })
  const sockets = createSockets({ ...parts, ...doors, developing: rules.developing, server, handlers, answer })
  const shared = { ...parts, ...rules, ...doors, answer, figures, accept: handlers['invite.accept'], stopping: () => stopping }
  const route = createRouter([...entryRoutes(shared), ...readingRoutes(shared), ...operatorRoutes(shared)])
  const page = createPages(shared, async (request, response) => (pages ?? notYet)(request, response))
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      await (route(request, response) ?? page(request, response))
    } catch (error) {
      if (!response.headersSent) sendFailure(response, failureOf(error, log, 'request'))
    }
  }
  return {
    server,
    showPages: (show) => {
      pages = show
    },
    connected: sockets.connected,
    close: async () => {
      stopping = true
      await sockets.close('restart')
      server.closeAllConnections()
    },
  }
}

const notYet: PageHandler = async (_, response) => {
  sendFailure(response, { code: 'offline', message: 'Parley is starting. Please try again in a moment.', retryAfterMs: 2_000 })
}

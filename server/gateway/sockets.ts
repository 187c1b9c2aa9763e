import type { Server as HttpServer } from 'node:http'
import { Server } from 'socket.io'
import type { SessionId, UserId } from '../../contract/ids.ts'
import type { Goodbye } from '../../contract/sync.ts'
import type { Handlers } from '../core/commands/parts.ts'
import type { Engine } from '../core/engine.ts'
import type { Log } from '../core/log.ts'
import type { Sessions } from '../core/people/sessions.ts'
import type { Signed, Store } from '../db/store.ts'
import type { AnswerTo } from './answer.ts'
import type { Cookies } from './cookies.ts'
import { createFeeds } from './feed.ts'
import { createHandshake } from './handshake.ts'
import { pathOf } from './http/router.ts'
import type { Origins } from './origin.ts'
import type { Throttle } from './throttle.ts'
import { farewell, type Visit, visit } from './visit.ts'
import type { Line, Wire } from './wire.ts'

export const socketPath = '/rt'
/** Room for the longest message, with what JSON adds to it. */
const largestFrame = 256 * 1024
/** Browsers of one user that are connected at the same time. */
const mostVisits = 64

export interface SocketParts {
  readonly server: HttpServer
  readonly store: Store
  readonly engine: Engine
  readonly sessions: Sessions
  readonly handlers: Handlers
  readonly answer: AnswerTo
  readonly throttle: Throttle
  readonly origins: Origins
  readonly cookies: Cookies
  readonly log: Log
  /** Pages have sockets of their own then, over which they reload. */
  readonly developing: boolean
}

export interface Sockets {
  count(): number
  /** The browser sessions that are connected now. */
  connected(): readonly SessionId[]
  /** Tells every browser why, and hangs up; the HTTP server closes with it. */
  close(why: Goodbye): Promise<void>
}

export function createSockets(parts: SocketParts): Sockets {
  if (!parts.developing) refuseOtherUpgrades(parts.server)
  const wire = openWire(parts)
  const visits = new Map<UserId, Set<Visit>>()
  const all = () => [...visits.values()].flatMap((set) => [...set])
  const feeds = createFeeds(parts.store)
  const stops = [
    feeds.close,
    parts.sessions.onEnded((session) => {
      for (const each of all()) if (each.session === session) void each.end('signed-out')
    }),
    parts.engine.onHints((user, hints) => {
      for (const each of visits.get(user) ?? []) each.hint(hints)
    }),
  ]
  wire.use(createHandshake(parts))
  wire.on('connection', (line) => admit({ ...parts, feeds }, visits, line))
  return {
    count: () => wire.engine.clientsCount,
    connected: () => all().map(({ session }) => session),
    close: async (why) => {
      for (const stop of stops) stop()
      await Promise.all(all().map((each) => each.end(why)))
      await wire.close()
    },
  }
}

/** Nobody else would ever answer or close these. */
function refuseOtherUpgrades(server: HttpServer): void {
  server.on('upgrade', (request, socket) => {
    if (!pathOf(request).startsWith(`${socketPath}/`)) socket.destroy()
  })
}

function openWire({ server, origins, throttle }: SocketParts): Wire {
  return new Server(server, {
    path: socketPath,
    transports: ['websocket', 'polling'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: largestFrame,
    // They are Next's while developing, and refused otherwise.
    destroyUpgrade: false,
    allowRequest: (request, decide) => {
      if (!origins.isOwn(request)) return decide('not from here', false)
      throttle.connect(origins.address(request)).then(
        () => decide(null, true),
        () => decide('too many', false),
      )
    },
  })
}

function admit(parts: Parameters<typeof visit>[0] & Pick<SocketParts, 'sessions'>, visits: Map<UserId, Set<Visit>>, line: Line): void {
  const { arrival } = line.data
  if (arrival.is === 'turned-away') return void farewell(line, arrival.why)
  const { user } = arrival.signed
  const others = visits.get(user) ?? new Set()
  // Without a word: the browser tries again later, when others have left.
  if (others.size >= mostVisits) return void line.conn.close()
  const begun = visit(parts, line, arrival)
  visits.set(user, others.add(begun))
  line.once('disconnect', () => {
    begun.over()
    others.delete(begun)
    if (others.size === 0) visits.delete(user)
  })
  void checkAgain(parts, { line, signed: arrival.signed, visit: begun })
}

interface Begun {
  readonly line: Line
  readonly signed: Signed
  readonly visit: Visit
}

/** From here on the end of a session is heard; it may have ended between the handshake and now. */
async function checkAgain({ sessions, log }: Pick<SocketParts, 'sessions' | 'log'>, { line, signed, visit }: Begun): Promise<void> {
  try {
    if (!(await sessions.lasts(signed))) await visit.end('signed-out')
  } catch (err) {
    log.warn({ err }, 'session not looked up')
    line.conn.close()
  }
}

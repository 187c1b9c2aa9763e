import { io, type Socket } from 'socket.io-client'
import type { CommandName, Input, Output } from '../contract/commands.ts'
import type { Answer } from '../contract/errors.ts'
import { limits } from '../contract/limits.ts'
import type { Goodbye, Hello, Hint, ServerEvents, Sync } from '../contract/sync.ts'

/** The failures that arise on this side of the wire. */
export type LocalFailure = 'offline' | 'timeout'

/** Asks the server; never rejects. `offline` at once without a connection, `timeout` when no answer came in `limits.answerMs`. */
export type Ask = <Name extends CommandName>(name: Name, input: Input<Name>) => Promise<Answer<Output<Name>>>

export interface Connection {
  readonly ask: Ask
  open(): void
  /** For good. */
  close(): void
  /** There is reason to believe that the server can be reached again: tries now instead of when the wait is over. */
  hurry(): void
}

/** What the connection tells. `up` and `down` alternate; `goodbye` is told for the two that are final, and the connection is closed. */
export interface Listener {
  hello(): Hello
  up(): void
  down(): void
  sync(sync: Sync): void
  hints(hints: readonly Hint[]): void
  goodbye(why: Exclude<Goodbye, 'restart'>): void
}

export interface ConnectionOptions {
  /** Origin of the server; without it, the page's own. */
  readonly url?: string | undefined
  readonly listener: Listener
  /** The sentence for a failure that the server does not know of. */
  readonly say: (failure: LocalFailure) => string
}
export type Connect = (options: ConnectionOptions) => Connection

type Requests = { [Name in CommandName]: (input: Input<Name>, answer: (answer: Answer<Output<Name>>) => void) => void }

/** First wait and longest wait before another try, in ms; the true wait is anything between half of it and all of it. */
const firstWait = 1_000
const longestWait = 30_000

/**
 * Coming back is decided here alone and not in socket.io, which gives up when the server closes or refuses (S18).
 * Nothing is buffered: the outbox is the only retry (S15).
 */
export const connect: Connect = ({ url, listener, say }) => {
  const socket: Socket<ServerEvents, Requests> = io(url ?? '', {
    path: '/rt',
    transports: ['websocket', 'polling'],
    autoConnect: false,
    reconnection: false,
    forceNew: true,
    auth: (give) => give(listener.hello()),
  })
  const back = createReturn(() => socket.connect())

  const close = () => {
    back.stop()
    socket.disconnect()
  }
  socket.on('connect', () => {
    back.arrived()
    listener.up()
  })
  socket.on('disconnect', () => {
    listener.down()
    back.later()
  })
  socket.on('connect_error', back.later)
  socket.on('sync', (sync) => listener.sync(sync))
  socket.on('hints', (hints) => listener.hints(hints))
  socket.on('goodbye', (why) => {
    if (why === 'restart') return
    close()
    listener.goodbye(why)
  })
  return { ask: askOver(socket, say), open: () => socket.connect(), close, hurry: back.now }
}

function askOver(socket: Socket<ServerEvents, Requests>, say: (failure: LocalFailure) => string): Ask {
  const failed = (code: LocalFailure) => ({ ok: false as const, error: { code, message: say(code) } })
  return async (name, input) => {
    if (!socket.connected) return failed('offline')
    try {
      // The map of requests is exact, but TypeScript does not follow it through a generic name.
      const plain = socket.timeout(limits.answerMs) as unknown as { emitWithAck(name: string, input: unknown): Promise<unknown> }
      return (await plain.emitWithAck(name, input)) as Answer<Output<typeof name>>
    } catch {
      return failed(socket.connected ? 'timeout' : 'offline')
    }
  }
}

function createReturn(retry: () => void) {
  let wait = firstWait
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopped = false
  return {
    later() {
      if (stopped) return
      clearTimeout(timer)
      timer = setTimeout(
        () => {
          timer = undefined
          retry()
        },
        wait * (0.5 + Math.random() / 2),
      )
      wait = Math.min(wait * 2, longestWait)
    },
    now() {
      if (timer === undefined) return
      clearTimeout(timer)
      timer = undefined
      retry()
    },
    arrived() {
      wait = firstWait
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      timer = undefined
    },
  }
}

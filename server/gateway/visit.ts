import { z } from 'zod'
import { type CommandName, commands } from '../../contract/commands.ts'
import { Refused } from '../../contract/errors.ts'
import type { SessionId } from '../../contract/ids.ts'
import type { Goodbye, Hint } from '../../contract/sync.ts'
import type { Caller, Handler } from '../core/commands/parts.ts'
import type { Feeds } from './feed.ts'
import { createHintBox } from './hint-box.ts'
import { drained, shared } from './outlet.ts'
import { createPace, type Pace } from './pace.ts'
import type { SocketParts } from './sockets.ts'
import { type Arrival, isCommand, type Line } from './wire.ts'

/** A browser that does not take our last words within this many ms does without them. */
const farewellMs = 1_000

/** One browser, from the handshake until it hangs up. */
export interface Visit {
  readonly session: SessionId
  hint(hints: readonly Hint[]): void
  /** Says why, and hangs up. */
  end(why: Goodbye): Promise<void>
  /** The browser has gone. */
  over(): void
}

type VisitParts = Pick<SocketParts, 'engine' | 'handlers' | 'answer' | 'throttle' | 'log'> & { readonly feeds: Feeds }

export function visit(parts: VisitParts, line: Line, { signed, cursors }: Extract<Arrival, { is: 'known' }>): Visit {
  const { engine, feeds, log } = parts
  const { user, session } = signed
  const flow = { drained: shared(() => drained(line.conn)) }
  const hint = createHintBox({ ...flow, send: (hints) => line.emit('hints', hints) })
  const lost = (err: unknown) => {
    log.error({ user, err }, 'feed lost')
    line.conn.close()
  }
  const pace = createPace({ ...flow, hangUp: () => line.conn.close() })
  takeCommands(parts, line, { pace, caller: { user, session, socket: line.id } })
  const deafen = () => {
    line.offAny()
    pace.stop()
  }
  engine.attach(user, line.id)
  const unfollow = feeds.follow({ ...flow, user, cursors, lost, send: (sync) => line.emit('sync', sync) })
  hint(engine.hints(user))
  return {
    session,
    hint,
    end: (why) => {
      // He may take his time to hear why: until then he can do and learn nothing more.
      deafen()
      unfollow()
      return farewell(line, why)
    },
    over: () => {
      deafen()
      unfollow()
      engine.detach(user, line.id)
    },
  }
}

export async function farewell(line: Line, why: Goodbye): Promise<void> {
  line.emit('goodbye', why)
  const patience = Promise.withResolvers<void>()
  const timer = setTimeout(patience.resolve, farewellMs)
  await Promise.race([drained(line.conn), patience.promise])
  clearTimeout(timer)
  // After a restart browsers come back by themselves, but not when the server has disconnected them: there the line just ends.
  if (why === 'restart') line.conn.close()
  else line.disconnect(true)
}

/** Every event is a command, and every command is answered exactly once (S13). */
function takeCommands({ answer, handlers, throttle }: VisitParts, line: Line, { pace, caller }: { pace: Pace; caller: Caller }): void {
  line.onAny((name: string, input: unknown, reply: unknown) => {
    if (typeof reply !== 'function') return
    const known = isCommand(name)
    const question = {
      name: known ? name : 'unknown',
      schema: known ? commands[name].input : z.unknown(),
      input: () => input,
      pay: () => throttle.command(caller, known ? name : 'me.update', input),
      run: (parsed: unknown) => (known ? call(handlers[name], caller, parsed) : Promise.reject(noSuch())),
    }
    pace.ask(async () => reply(await answer(question)))
  })
}

/** The table of handlers has the same keys as the table of commands, which TypeScript cannot carry through a name it does not know. */
const call = (handler: unknown, caller: Caller, parsed: unknown) => (handler as Handler<CommandName>)(caller, parsed as never)

const noSuch = () => new Refused('invalid', 'This server knows no such command.')

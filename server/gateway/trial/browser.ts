import { io, type Socket } from 'socket.io-client'
import type { CommandName, Input, Output } from '../../../contract/commands.ts'
import type { Answer } from '../../../contract/errors.ts'
import { protocol } from '../../../contract/limits.ts'
import type { Goodbye, Hello, Hint, ServerEvents, Sync } from '../../../contract/sync.ts'
import type { TrialServer } from './server.ts'

interface Manner {
  readonly headers?: Record<string, string>
  readonly transport?: 'websocket' | 'polling'
}

/** A socket that speaks the wire, and keeps what it hears. */
export function openBrowser({ base }: Pick<TrialServer, 'base'>, hello: Partial<Hello> = {}, manner: Manner = {}) {
  const { headers = {}, transport = 'websocket' } = manner
  const socket: Socket<ServerEvents> = io(base, {
    path: '/rt',
    transports: [transport],
    forceNew: true,
    reconnection: false,
    auth: { protocol, cursors: {}, ...hello },
    extraHeaders: headers,
  })
  const heard = { syncs: [] as Sync[], hints: [] as Hint[], goodbyes: [] as Goodbye[], open: false, over: false, refused: '' }
  const waits = new Set<() => void>()
  const note = (change: () => void) => {
    change()
    for (const wait of waits) wait()
  }
  socket.on('sync', (sync) => note(() => heard.syncs.push(sync)))
  socket.on('hints', (hints) => note(() => heard.hints.push(...hints)))
  socket.on('goodbye', (why) => note(() => heard.goodbyes.push(why)))
  socket.on('connect', () => note(() => Object.assign(heard, { open: true })))
  socket.on('disconnect', () => note(() => Object.assign(heard, { over: true })))
  socket.on('connect_error', ({ message }) => note(() => Object.assign(heard, { refused: message })))
  return {
    heard,
    socket,
    /** Resolves when what was heard is as wanted. */
    until: (wanted: (all: typeof heard) => boolean) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (!wanted(heard)) return
          waits.delete(check)
          resolve()
        }
        waits.add(check)
        check()
      }),
    ask: <Name extends CommandName>(name: Name, input: Input<Name>) =>
      (socket as unknown as Socket).emitWithAck(name, input) as Promise<Answer<Output<Name>>>,
    /** Anything at all, as a broken or hostile browser would send it. */
    raw: (name: string, input: unknown) => (socket as unknown as Socket).emitWithAck(name, input) as Promise<Answer<unknown>>,
    close: () => socket.disconnect(),
  }
}

/** The result of a command that has to succeed. */
export function must<Result>(answer: Answer<Result>): Result {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`)
  return answer.result
}

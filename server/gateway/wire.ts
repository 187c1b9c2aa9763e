import type { Server, Socket } from 'socket.io'
import { type CommandName, commands, type Input, type Output } from '../../contract/commands.ts'
import type { Answer } from '../../contract/errors.ts'
import type { ServerEvents } from '../../contract/sync.ts'
import type { Signed } from '../db/store.ts'

/** What a browser sends: one event for each command, always answered. */
export type BrowserEvents = {
  [Name in CommandName]: (input: Input<Name>, answer: (answer: Answer<Output<Name>>) => void) => void
}

/** What the handshake found out. */
export type Arrival =
  | { readonly is: 'known'; readonly signed: Signed; readonly cursors: Readonly<Record<string, number>> }
  /** Nobody we know, or a browser that runs an older release. */
  | { readonly is: 'turned-away'; readonly why: 'signed-out' | 'update' }
export interface SocketData {
  arrival: Arrival
}

type None = Record<string, never>
export type Wire = Server<BrowserEvents, ServerEvents, None, SocketData>
export type Line = Socket<BrowserEvents, ServerEvents, None, SocketData>

export const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

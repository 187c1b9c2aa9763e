import { Core, type CoreParts } from '../core.ts'
import { TrialLine } from './line.ts'
import { memoryShelf } from './memory-shelf.ts'
import { TrialServer } from './server.ts'
import { conversation, conversationId } from './things.ts'

/** A browser that is connected to a server with one room, and has caught up. */
export async function openBrowser(more: Partial<CoreParts> & { server?: TrialServer } = {}) {
  const server = more.server ?? new TrialServer()
  if (!more.server) server.put('conversation', conversationId(1), conversation(1))
  const line = new TrialLine(server)
  const shelf = memoryShelf()
  const core = new Core({ say: (code) => code, connect: line.connect, shelf: () => shelf, locks: undefined, keptClosed: 1, ...more })
  core.start({ online: () => undefined, offline: () => undefined, changed: () => undefined })
  line.up()
  await line.settle()
  return { server, line, core }
}

import type { State } from '../../../client/client.ts'
import { connect } from '../../../client/connection.ts'
import { Core } from '../../../client/core.ts'
import { memoryShelf } from '../../../client/trial/memory-shelf.ts'
import type { TrialServer } from './server.ts'

/** What a page runs, without a page: replica, outbox and connection, on a real socket. */
export function openClient({ base }: Pick<TrialServer, 'base'>, token: string) {
  const core = new Core({ url: base, token, say: (code) => code, connect, shelf: () => memoryShelf(), locks: undefined, keptClosed: 1 })
  core.start({ online: () => undefined, offline: () => undefined, changed: () => undefined })
  return {
    core,
    /** Resolves when the screen is as wanted. */
    until: (wanted: (state: State) => boolean) =>
      new Promise<void>((resolve) => {
        const check = (state: State) => {
          if (!wanted(state)) return
          stop()
          resolve()
        }
        const stop = core.store.subscribe(check)
        check(core.state)
      }),
    close: () => core.stop(),
  }
}

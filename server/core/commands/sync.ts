import type { NetworkInfo } from '../../../contract/entities.ts'
import type { Network } from '../../networks/network.ts'
import type { Topic } from './parts.ts'

/** Most changes of one answer. */
export const pullSize = 200

export const syncCommands: Topic<'sync'> = ({ store, networks }) => ({
  'sync.snapshot': async ({ user }) => {
    const { cursors, changes } = await store.feeds.snapshot({ user })
    return { cursors, changes: [...changes], networks: networks.map(describe) }
  },
  'sync.pull': ({ user }, { feed, from }) => store.feeds.changes({ user, feed, from, limit: pullSize }),
})

const describe = ({ id, name, mark, abilities, logins }: Network): NetworkInfo => ({ id, name, mark, abilities, logins: [...logins] })

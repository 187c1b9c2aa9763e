import { toy } from '../server/networks/_toy/index.ts'
import {
  type Account,
  type Batch,
  type ConversationKey,
  type Ended,
  type MessageKey,
  type Network,
  NetworkError,
  type PersonKey,
} from '../server/networks/network.ts'

const from = { key: 'friend' as PersonKey, name: 'Friend', address: 'friend' }
const conversation = 'c:1' as ConversationKey

/** A message as a network would bring it; its text is the moment at which it arrived. */
const message = (number: number): Batch => ({
  events: [
    {
      type: 'message',
      live: true,
      message: {
        conversation,
        keys: [`m:${number}` as MessageKey],
        from,
        kind: 'text',
        text: String(performance.timeOrigin + performance.now()),
      },
    },
  ],
})

/** A network on which as many messages arrive as are asked for. Each account has one friend. */
export function createFirehose() {
  const accounts: Account[] = []
  let number = 0
  let wanted = 0
  const ready = Promise.withResolvers<void>()
  const network: Network = {
    ...toy,
    id: 'firehose',
    alwaysOn: true,
    open: (account) => ({
      async run(stop): Promise<Ended> {
        account.state('connecting')
        await account.emit({ events: [{ type: 'conversation', key: conversation, kind: 'direct', address: 'friend', person: from }] })
        account.state('online')
        accounts.push(account)
        if (accounts.length === wanted) ready.resolve()
        return new Promise((resolve) => stop.addEventListener('abort', () => resolve({ why: 'stopped' })))
      },
      send: () => Promise.reject(new NetworkError('unsupported', 'Nobody listens here.')),
      converse: async () => conversation,
    }),
  }
  return {
    network,
    /** Resolves when so many accounts are online. */
    online: (count: number) => {
      wanted = count
      if (accounts.length >= count) ready.resolve()
      return ready.promise
    },
    /** One more message, to the accounts in turn; resolves when it is stored. */
    next: () => (accounts[number % accounts.length] as Account).emit(message(number++)),
  }
}

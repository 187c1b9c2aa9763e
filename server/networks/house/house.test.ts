import { describeNetwork } from '../network.suite.ts'
import { buildTown } from './trial/town.ts'

describeNetwork('house', async () => {
  const town = buildTown()
  await town.arrive('Bob')
  const alice = await town.arrive('Alice')
  await alice.leave()
  return {
    network: town.network,
    account: { me: alice, settings: {}, secret: '' },
    somebody: 'bob',
    nonsense: 'bob@example.org',
    store: async (batch) => town.ledger.apply(alice.key, batch),
    close: town.close,
  }
})

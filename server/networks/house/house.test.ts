import { describeNetwork } from '../network.suite.ts'
import { buildTown } from './town.suite.ts'

const town = buildTown()

describeNetwork('house', async () => {
  const alice = await town.arrive('Alice')
  const bob = await town.arrive('Bob')
  await alice.leave()
  return {
    network: town.network,
    account: { me: { key: alice.key, name: alice.name, address: alice.address }, settings: {}, secret: '' },
    somebody: bob.address,
    nonsense: 'bob@example.org',
    store: (batch) => town.deliver(alice.key, batch),
  }
})

import { describeNetwork } from '../network.suite.ts'
import { createXmpp } from './index.ts'
import { World } from './trial/world.ts'

describeNetwork('XMPP', async () => {
  const world = await World.open('alice', 'bob')
  return {
    network: createXmpp(),
    services: [world.prosody.service],
    answers: { address: 'alice@xmpp.test', password: 'secret' },
    somebody: 'bob@xmpp.test',
    nonsense: 'not an address',
    close: () => world.close(),
  }
})

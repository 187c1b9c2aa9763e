import { accountsSuite } from './accounts.suite.ts'
import { amendmentsSuite } from './amendments.suite.ts'
import { contactsSuite } from './contacts.suite.ts'
import { feedsSuite } from './feeds.suite.ts'
import { hostileSuite } from './hostile.suite.ts'
import { houseSuite } from './house.suite.ts'
import { incomingSuite } from './incoming.suite.ts'
import type { World } from './kit.ts'
import { lawSuite } from './law.suite.ts'
import { outgoingSuite } from './outgoing.suite.ts'
import { roomsSuite } from './rooms.suite.ts'
import { usersSuite } from './users.suite.ts'

/** What every database must do alike. */
export const suites: readonly (readonly [string, (world: World) => void])[] = [
  ['users', usersSuite],
  ['accounts', accountsSuite],
  ['incoming messages', incomingSuite],
  ['amendments', amendmentsSuite],
  ['contacts', contactsSuite],
  ['outgoing messages', outgoingSuite],
  ['rooms', roomsSuite],
  ['house', houseSuite],
  ['feeds', feedsSuite],
  ['hostile input', hostileSuite],
  ['law', lawSuite],
]

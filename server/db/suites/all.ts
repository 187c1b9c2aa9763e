import { accountsSuite } from './accounts.suite.ts'
import { incomingSuite } from './incoming.suite.ts'
import type { World } from './kit.ts'
import { usersSuite } from './users.suite.ts'

/** What every database must do alike. */
export const suites: readonly (readonly [string, (world: World) => void])[] = [
  ['users', usersSuite],
  ['accounts', accountsSuite],
  ['incoming messages', incomingSuite],
]

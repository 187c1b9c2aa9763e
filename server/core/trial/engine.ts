import type { AccountId, UserId } from '../../../contract/ids.ts'
import type { Hint } from '../../../contract/sync.ts'
import type { Service } from '../../networks/network.ts'
import { createEngine } from '../create-engine.ts'
import { settled, TrialClock } from './clock.ts'
import { TrialLog } from './log.ts'
import { type Script, type TrialSession, trialNetwork } from './network.ts'
import { TrialStore } from './store.ts'

interface Stage {
  readonly store?: TrialStore
  readonly node?: string
  readonly clock?: TrialClock
  readonly services?: readonly Service[]
}

/** An engine on a trial network and a store in memory, with all that a test wants to see of it. */
export function trialEngine(script: Script = {}, more: Stage = {}) {
  const { store = new TrialStore(), node = 'node', clock = new TrialClock(), services = [] } = more
  const log = new TrialLog()
  const network = trialNetwork(script)
  const engine = createEngine({ store: store.store, networks: [network], services, node, log, clock })
  const told: Hint[] = []
  engine.onHints((_, hints) => told.push(...hints))
  return {
    clock,
    store,
    log,
    network,
    engine,
    told,
    /** The newest session of an account. */
    session: (account: AccountId): TrialSession => {
      const found = network.opened.findLast((one) => one.account.id === account)
      if (!found) throw new Error(`no session of ${account}`)
      return found
    },
    sessions: (account: AccountId) => network.opened.filter((one) => one.account.id === account).length,
    links: () => told.flatMap((hint) => (hint.type === 'link' ? [hint.state] : [])),
    start: async () => {
      await engine.start()
      await settled()
    },
    userOf: (account: AccountId): UserId => store.row(account).owned.user,
  }
}

import { toy } from './_toy/index.ts'
import { type HouseOptions, house } from './house/index.ts'
import type { Network } from './network.ts'
import { createXmpp } from './xmpp/index.ts'

export interface NetworksNeed extends HouseOptions {
  /** Offer the example network too: for tests and for trying things out. */
  readonly toy?: boolean
}

/** Every network this server offers; browsers list them in this order. */
export function networks(need: NetworksNeed): readonly Network[] {
  return [
    // One line each.
    house(need),
    createXmpp(),
    ...(need.toy ? [toy] : []),
  ]
}

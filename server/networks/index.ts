import { toy } from './_toy/index.ts'
import { type HouseOptions, house } from './house/index.ts'
import type { Network } from './network.ts'

export interface NetworksNeed extends HouseOptions {
  /** Offer the example network too: for tests and for trying things out. */
  readonly toy?: boolean
}

/** Every network this server offers, one line each; the browser lists them in this order. */
export function networks(need: NetworksNeed): readonly Network[] {
  return [house(need), ...(need.toy ? [toy()] : [])]
}

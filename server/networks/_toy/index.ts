import type { Network } from '../network.ts'
import { abilities } from './abilities.ts'
import { readAddress } from './keys.ts'
import { startLogin } from './login.ts'
import { openSession } from './session.ts'

/** Whoever you write to answers with the same words. */
export const toy: Network = {
  id: 'toy',
  name: 'Toy',
  mark: 'To',
  abilities,
  shared: false,
  alwaysOn: true,
  logins: [{ id: 'address', name: 'Toy', hint: 'With your address' }],
  startLogin,
  address: readAddress,
  open: openSession,
}

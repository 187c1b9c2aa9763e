import { type Login, type LoginResult, NetworkError } from '../network.ts'
import { personKey, readAddress } from './keys.ts'

const form: LoginResult = {
  ask: 'form',
  title: 'Sign in to Toy',
  fields: [{ id: 'address', label: 'Address', kind: 'text', hint: 'you@toy' }],
}

/** Asks until the answers do. A real network proves here, by connecting, that they work. */
export function startLogin(flow: string): Login {
  if (flow !== 'address') throw new NetworkError('not-found', 'Toy knows no such way to sign in.')
  return {
    async next(answers) {
      if (answers.address === undefined) return form
      const address = readAddress(answers.address)?.text
      if (address === undefined) return { ...form, error: 'An address looks like you@toy.' }
      const me = { key: personKey(address), name: address, address }
      return { ask: 'nothing', settings: { address }, secret: '', address, me }
    },
    cancel() {
      // Nothing is under way between two answers.
    },
  }
}

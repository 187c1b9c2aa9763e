import { type Network, NetworkError } from '../network.ts'
import { abilities } from './abilities.ts'
import { personAddress } from './contacts.ts'
import { startLogin } from './login.ts'
import { type Connect, openSession } from './session.ts'
import { connect } from './wire/connect.ts'
import { createKept } from './wire/kept.ts'

const password = { id: 'password', name: 'Password', hint: 'An account on any XMPP (Jabber) server' } as const

/** XMPP (RFC 6120, RFC 6121) as a client that is always online. */
export function createXmpp(): Network {
  const kept = createKept()
  const connectWith: Connect = (options) => connect({ ...options, kept })
  return {
    id: 'xmpp',
    name: 'XMPP',
    mark: 'XM',
    abilities,
    shared: false,
    alwaysOn: true,
    logins: [password],
    startLogin(flow, lent) {
      if (flow !== password.id) throw new NetworkError('not-found', 'XMPP has no such way to sign in.')
      return startLogin(connectWith, lent)
    },
    address(text) {
      const person = personAddress(text)
      return person === null ? null : { kind: 'person', text: person }
    },
    open: (account) => openSession(account, connectWith),
  }
}

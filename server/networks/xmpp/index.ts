import type { Network } from '../network.ts'
import { abilities } from './abilities.ts'
import { personAddress } from './contacts.ts'
import { startLogin } from './login.ts'
import { openSession } from './session.ts'
import { connect } from './wire/connect.ts'

/** XMPP (RFC 6120, RFC 6121) as a client that is always online. */
export const xmpp: Network = {
  id: 'xmpp',
  name: 'XMPP',
  mark: 'XM',
  abilities,
  shared: false,
  alwaysOn: true,
  logins: [{ id: 'password', name: 'Password', hint: 'An account on any XMPP (Jabber) server' }],
  startLogin: (_flow, lent) => startLogin(connect, lent),
  address(text) {
    const person = personAddress(text)
    return person === null ? null : { kind: 'person', text: person }
  },
  open: (account) => openSession(account, connect),
}

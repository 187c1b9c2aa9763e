import { Refused } from '../../../contract/errors.ts'
import { refuseReserved } from '../people/register.ts'
import { demand } from '../policy.ts'
import type { Topic } from './parts.ts'

export const meCommands: Topic<'me'> = ({ store, passwords, signUp }) => ({
  'me.update': async ({ user }, change) => {
    await store.users.update({ user, ...change })
    return null
  },
  'me.keep': async ({ user }, { login, password }) => {
    const me = await store.users.get({ user })
    demand(me, 'login.take', { signUp })
    // Before the password is hashed, which is what costs.
    if (!me.guest) throw new Refused('forbidden', 'You have a login already.')
    refuseReserved(login)
    await store.users.keep({ user, login, passwordHash: await passwords.hash(password) })
    return null
  },
})

export const presenceCommands: Topic<'presence'> = ({ store, engine }) => ({
  'presence.set': async ({ user }, { show, status }) => {
    await store.users.update({ user, show, status })
    await engine.presenceChanged(user)
    return null
  },
  'presence.idle': async ({ user, socket }, { idle }) => {
    engine.idle(user, socket, idle)
    return null
  },
})

export const sessionCommands: Topic<'session'> = ({ store, sessions }) => ({
  'session.list': async ({ user, session }) =>
    (await store.users.sessions({ user })).map((each) => ({ ...each, current: each.id === session })),
  'session.revoke': async ({ user }, { session }) => {
    await sessions.end(user, session)
    return null
  },
})

import { Refused } from '../../../contract/errors.ts'
import { demand } from '../policy.ts'
import type { Caller, Parts, Topic } from './parts.ts'
import { reachAccount } from './reach.ts'

export const loginCommands: Topic<'login'> = (parts) => ({
  'login.start': async (caller, { network: id, flow, account }) => {
    demand(await parts.store.users.get({ user: caller.user }), 'account.link', null)
    const network = parts.engine.network(id)
    if (!network) throw new Refused('not-found', 'This server does not offer that network.')
    const relinks = account ? (await reachAccount(parts, caller, account)).account : null
    if (!relinks) await refuseMore(parts, caller)
    if (relinks && relinks.network !== id) throw new Refused('invalid', 'This account is on another network.')
    return parts.logins.start({ user: caller.user, network, flow, relinks })
  },
  'login.next': async ({ user }, { login, answers }) => ({ step: await parts.logins.next({ user, login, answers }) }),
  'login.cancel': async ({ user }, { login }) => {
    parts.logins.cancel({ user, login })
    return null
  },
})

/** Accounts one user may link: each is a connection and a place to store. */
const most = 50

async function refuseMore({ store }: Parts, { user }: Caller): Promise<void> {
  if ((await store.accounts.of({ user })).length > most)
    throw new Refused('throttled', `You have linked ${most} accounts. Remove one first.`)
}

export const accountCommands: Topic<'account'> = (parts) => ({
  'account.enable': async (caller, { account, on }) => {
    await reachAccount(parts, caller, account)
    await parts.store.accounts.enable({ account, user: caller.user, on })
    await (on ? parts.engine.wake(account) : parts.engine.stop(account))
    return null
  },
  'account.retry': async (caller, { account }) => {
    const { account: found } = await reachAccount(parts, caller, account)
    if (!found.enabled) throw new Refused('conflict', 'This account is switched off.')
    // Whatever it needed: the person says that it is mended, and the network will say if it is not.
    if (found.needs) await parts.store.accounts.enable({ account, user: caller.user, on: true })
    await parts.engine.wake(account)
    return null
  },
  'account.remove': async (caller, { account }) => {
    const { network } = await reachAccount(parts, caller, account)
    if (network === parts.home) throw new Refused('forbidden', 'Your account on this server cannot be removed.')
    // Switched off first: once its lease is given back, no process may take it again before it is gone.
    await parts.store.accounts.enable({ account, user: caller.user, on: false })
    await parts.engine.stop(account)
    await parts.store.accounts.remove({ account, user: caller.user })
    return null
  },
})

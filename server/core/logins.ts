import { v7 as uuid } from 'uuid'
import { Refused } from '../../contract/errors.ts'
import { AccountId, LoginId, type UserId } from '../../contract/ids.ts'
import type { LoginStep } from '../../contract/login.ts'
import type { OwnedAccount, Store } from '../db/store.ts'
import type { Login, LoginResult, Network } from '../networks/network.ts'
import type { Engine } from './engine.ts'

/** A dialog nobody has answered for this many ms is over. */
export const loginMs = 10 * 60_000
/** Dialogs one user may have open. */
const most = 5

interface Dialog {
  readonly user: UserId
  readonly network: Network
  readonly login: Login
  readonly relinks: OwnedAccount | null
  busy: boolean
  timer: NodeJS.Timeout
}

/** The dialogs in which accounts are being linked. They live in memory: a restart ends them. */
export interface Logins {
  start(args: { user: UserId; network: Network; flow: string; relinks: OwnedAccount | null }): Promise<{ login: LoginId; step: LoginStep }>
  next(args: { user: UserId; login: LoginId; answers: Readonly<Record<string, string>> }): Promise<LoginStep>
  cancel(args: { user: UserId; login: LoginId }): void
  /** Cancels all of them. */
  close(): void
}

interface Needed {
  readonly store: Store
  readonly engine: Engine
  now(): number
}

export function createLogins(needed: Needed): Logins {
  const dialogs = new Map<LoginId, Dialog>()
  const end = (id: LoginId) => {
    const dialog = dialogs.get(id)
    clearTimeout(dialog?.timer)
    dialogs.delete(id)
    return dialog
  }
  const expireLater = (id: LoginId) => setTimeout(() => end(id)?.login.cancel(), loginMs).unref()
  const own = (user: UserId, id: LoginId) => {
    const dialog = dialogs.get(id)
    if (dialog?.user !== user) throw new Refused('not-found', 'This sign-in has expired. Please start again.')
    return dialog
  }
  const ask = async (id: LoginId, dialog: Dialog, answers: Readonly<Record<string, string>>): Promise<LoginStep> => {
    if (dialog.busy) throw new Refused('conflict', 'Your last answers are still being tried.')
    dialog.busy = true
    clearTimeout(dialog.timer)
    try {
      const result = await dialog.login.next(answers)
      if (result.ask !== 'nothing') return step(result)
      if (end(id) === undefined) throw new Refused('not-found', 'This sign-in was cancelled.')
      return { ask: 'done', account: await keep(needed, dialog, result) }
    } finally {
      dialog.busy = false
      if (dialogs.has(id)) dialog.timer = expireLater(id)
    }
  }
  return {
    start: async ({ user, network, flow, relinks }) => {
      refuseMore([...dialogs.values()].filter((dialog) => dialog.user === user).length)
      const id = LoginId.parse(uuid())
      const login = begin(needed, { network, flow, relinks })
      const dialog: Dialog = { user, network, login, relinks, busy: false, timer: expireLater(id) }
      dialogs.set(id, dialog)
      try {
        return { login: id, step: await ask(id, dialog, {}) }
      } catch (error) {
        end(id)?.login.cancel()
        throw error
      }
    },
    next: async ({ user, login, answers }) => ask(login, own(user, login), answers),
    cancel: ({ user, login }) => {
      own(user, login)
      end(login)?.login.cancel()
    },
    close: () => {
      for (const id of [...dialogs.keys()]) end(id)?.login.cancel()
    },
  }
}

function refuseMore(open: number): void {
  if (open >= most) throw new Refused('throttled', 'Too many sign-ins are open at once. Finish or cancel one of them.')
}

function begin({ engine }: Needed, { network, flow, relinks }: Pick<Dialog, 'network' | 'relinks'> & { flow: string }): Login {
  if (!network.logins.some(({ id }) => id === flow)) throw new Refused('not-found', `${network.name} has no such way to sign in.`)
  const services = engine.services.filter((service) => service.network === network.id)
  return network.startLogin(flow, relinks ? { services, settings: relinks.settings } : { services })
}

type Question = Exclude<LoginResult, { ask: 'nothing' }>
type Done = Extract<LoginResult, { ask: 'nothing' }>

const step = (result: Question): LoginStep =>
  result.ask === 'form' ? { ...result, fields: result.fields.map((field) => ({ ...field })) } : result

async function keep({ store, engine, now }: Needed, dialog: Dialog, done: Done): Promise<AccountId> {
  const { user, network, relinks } = dialog
  const { settings, secret, address, me } = done
  if (relinks && relinks.address !== address)
    throw new Refused('conflict', `You signed in as ${address}, but this account is ${relinks.address}.`)
  const account = relinks?.id ?? AccountId.parse(uuid())
  if (relinks) await store.accounts.relink({ account, user, settings, secret })
  else await store.accounts.add({ id: account, user, network: network.id, address, settings, secret, me, at: now() })
  await engine.wake(account)
  return account
}

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { AccountId, type LoginId, type UserId } from '../../contract/ids.ts'
import type { OwnedAccount, Store } from '../db/store.ts'
import { type LoginResult, type Network, NetworkError, type PersonKey } from '../networks/network.ts'
import type { Engine } from './engine.ts'
import { createLogins, loginMs } from './logins.ts'

const user = 'one' as UserId
const form: LoginResult = { ask: 'form', title: 'Sign in', fields: [] }
const done: LoginResult = {
  ask: 'nothing',
  settings: { host: 'x' },
  secret: 's',
  address: 'a@x',
  me: { key: 'a' as PersonKey, name: 'A', address: 'a@x' },
}

function trial() {
  const accounts = { add: vi.fn(async () => {}), relink: vi.fn(async () => {}) }
  const engine = { services: [{ network: 'net' }, { network: 'other' }], wake: vi.fn(async () => {}) }
  const next = vi.fn(async (): Promise<LoginResult> => form)
  const cancel = vi.fn()
  const startLogin = vi.fn(() => ({ next, cancel }))
  const network = { id: 'net', name: 'Net', logins: [{ id: 'password', name: '', hint: '' }], startLogin } as unknown as Network
  const needed = { store: { accounts } as unknown as Store, engine: engine as unknown as Engine, now: () => 7 }
  const logins = createLogins(needed)
  const start = (relinks: OwnedAccount | null = null) => logins.start({ user, network, flow: 'password', relinks })
  return { logins, network, accounts, engine, next, cancel, startLogin, start }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('linking an account', () => {
  test('asks until the network is content, then stores the account and wakes it', async () => {
    const { logins, start, next, accounts, engine, startLogin } = trial()
    const { login, step } = await start()
    expect(step).toEqual(form)
    expect(startLogin).toHaveBeenCalledWith('password', { services: [{ network: 'net' }] })
    next.mockResolvedValueOnce({ ...form, error: 'Wrong password.' })
    expect(await logins.next({ user, login, answers: { password: 'x' } })).toMatchObject({ error: 'Wrong password.' })
    next.mockResolvedValueOnce(done)
    const end = await logins.next({ user, login, answers: {} })
    expect(end).toEqual({ ask: 'done', account: expect.any(String) })
    expect(accounts.add).toHaveBeenCalledWith(expect.objectContaining({ user, network: 'net', secret: 's', at: 7 }))
    expect(engine.wake).toHaveBeenCalledOnce()
    await expect(logins.next({ user, login, answers: {} })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('signing in again keeps the account, and refuses another address', async () => {
    const relinks = {
      id: AccountId.parse('00000000-0000-7000-8000-000000000001'),
      address: 'a@x',
      settings: { host: 'y' },
    } as Partial<OwnedAccount> as OwnedAccount
    const { logins, start, next, accounts } = trial()
    const { login } = await start(relinks)
    next.mockResolvedValueOnce(done)
    expect(await logins.next({ user, login, answers: {} })).toEqual({ ask: 'done', account: relinks.id })
    expect(accounts.relink).toHaveBeenCalledOnce()
    const again = await start({ ...relinks, address: 'b@x' })
    next.mockResolvedValueOnce(done)
    await expect(logins.next({ user, login: again.login, answers: {} })).rejects.toMatchObject({ code: 'conflict' })
    expect(accounts.add).not.toHaveBeenCalled()
  })

  test('a network’s error ends a dialog that never began, and no other', async () => {
    const { logins, start, next, cancel } = trial()
    next.mockRejectedValueOnce(new NetworkError('unreachable', 'No.'))
    await expect(start()).rejects.toMatchObject({ code: 'unreachable' })
    expect(cancel).toHaveBeenCalledOnce()
    const { login } = await start()
    next.mockRejectedValueOnce(new NetworkError('unreachable', 'No.'))
    await expect(logins.next({ user, login, answers: {} })).rejects.toMatchObject({ code: 'unreachable' })
    expect(await logins.next({ user, login, answers: {} })).toEqual(form)
  })

  test('somebody else’s dialog does not exist', async () => {
    const { logins, start, cancel } = trial()
    const { login } = await start()
    const other = 'two' as UserId
    await expect(logins.next({ user: other, login, answers: {} })).rejects.toMatchObject({ code: 'not-found' })
    expect(() => logins.cancel({ user: other, login })).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(cancel).not.toHaveBeenCalled()
  })

  test('a dialog nobody answers is cancelled after ten minutes, and each answer begins them anew', async () => {
    const { logins, start, cancel } = trial()
    const { login } = await start()
    await vi.advanceTimersByTimeAsync(loginMs - 1)
    await logins.next({ user, login, answers: {} })
    await vi.advanceTimersByTimeAsync(loginMs - 1)
    expect(cancel).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    expect(cancel).toHaveBeenCalledOnce()
  })

  test('one user has at most five open, and none at all of a kind that does not exist', async () => {
    const { logins, network, start } = trial()
    const open: LoginId[] = []
    for (let n = 0; n < 5; n++) open.push((await start()).login)
    await expect(start()).rejects.toMatchObject({ code: 'throttled' })
    logins.cancel({ user, login: open[0] as LoginId })
    await expect(start()).resolves.toBeDefined()
    await expect(logins.start({ user: 'two' as UserId, network, flow: 'magic', relinks: null })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('answers that come while the last ones are tried are refused', async () => {
    const { logins, start, next } = trial()
    const { login } = await start()
    const slow = Promise.withResolvers<LoginResult>()
    next.mockReturnValueOnce(slow.promise)
    const first = logins.next({ user, login, answers: {} })
    await expect(logins.next({ user, login, answers: {} })).rejects.toMatchObject({ code: 'conflict' })
    slow.resolve(form)
    expect(await first).toEqual(form)
  })

  test('what is cancelled while it is being tried links nothing', async () => {
    const { logins, start, next, accounts } = trial()
    const { login } = await start()
    const slow = Promise.withResolvers<LoginResult>()
    next.mockReturnValueOnce(slow.promise)
    const answer = logins.next({ user, login, answers: {} })
    logins.cancel({ user, login })
    slow.resolve(done)
    await expect(answer).rejects.toMatchObject({ code: 'not-found' })
    expect(accounts.add).not.toHaveBeenCalled()
  })
})

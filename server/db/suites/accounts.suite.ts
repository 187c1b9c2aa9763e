import { expect, test } from 'vitest'
import type { AccountId } from '../../../contract/ids.ts'
import type { PersonKey } from '../../networks/network.ts'
import { linked, newId, news, newUser, onlyChat, refused, said, seen, type World } from './kit.ts'

const needs = { action: 'login', error: { code: 'credentials', message: 'Wrong password.' } } as const

export function accountsSuite(store: World): void {
  test('an account comes back as it was stored, secret and all', async () => {
    const { user } = await newUser(store())
    const id = newId<AccountId>()
    const me = { key: 'k' as PersonKey, name: 'Al', address: 'al@x' }
    await store().accounts.add({ id, user, network: 'xmpp', address: 'al@x', settings: { host: 'h' }, secret: 'pä55', me, at: 1 })
    const found = await store().accounts.get({ account: id })
    expect(found).toMatchObject({
      id,
      user,
      network: 'xmpp',
      address: 'al@x',
      settings: { host: 'h' },
      secret: 'pä55',
      checkpoint: null,
      me,
    })
    const again = store().accounts.add({ id: newId(), user, network: 'xmpp', address: 'al@x', settings: {}, secret: '', me, at: 1 })
    await expect(again).rejects.toEqual(refused('conflict'))
  })

  test('an account that needs something is not claimed until it is linked again', async () => {
    const alice = await linked(store())
    const { account, user, epoch } = alice
    const claim = () => store().accounts.claim({ node: 'other', at: 2e15, forMs: 1, networks: [], accounts: [account], most: 5 })
    await store().accounts.needs({ account, epoch, needs })
    expect(await store().accounts.of({ user })).toMatchObject([{}, { id: account, needs }])
    expect(await claim()).toEqual([])
    await store().accounts.relink({ account, user, settings: { a: 'b' }, secret: 'new' })
    expect(await store().accounts.get({ account })).toMatchObject({ needs: null, secret: 'new', settings: { a: 'b' } })
    expect(await claim()).toEqual([{ account, epoch: epoch + 1 }])
  })

  test('switching an account on again clears what it needed', async () => {
    const { account, user, epoch } = await linked(store())
    await store().accounts.needs({ account, epoch, needs })
    await store().accounts.enable({ account, user, on: false })
    expect(await store().accounts.get({ account })).toMatchObject({ enabled: false, needs })
    await store().accounts.enable({ account, user, on: true })
    expect(await store().accounts.get({ account })).toMatchObject({ enabled: true, needs: null })
  })

  test('other people’s accounts are unknown', async () => {
    const { account } = await linked(store())
    const { user } = await newUser(store())
    await expect(store().accounts.enable({ account, user, on: false })).rejects.toEqual(refused('not-found'))
    await expect(store().accounts.remove({ account, user })).rejects.toEqual(refused('not-found'))
    await expect(store().accounts.relink({ account, user, settings: {}, secret: '' })).rejects.toEqual(refused('not-found'))
  })

  test('N9 each claim raises the epoch, and only what is free is claimed', async () => {
    const { account } = await linked(store())
    const at = { forMs: 100, networks: [], accounts: [account], most: 5 }
    const mine = { node: newId<string>() }
    const other = { node: newId<string>() }
    await store().accounts.release({ node: 'node', accounts: [account] })
    expect(await store().accounts.claim({ ...mine, ...at, at: 1_000 })).toEqual([{ account, epoch: 2 }])
    expect(await store().accounts.claim({ ...other, ...at, at: 1_050 })).toEqual([])
    expect(await store().accounts.renew({ ...mine, at: 1_050, forMs: 100 })).toEqual([{ account, epoch: 2 }])
    expect(await store().accounts.claim({ ...other, ...at, at: 1_140 })).toEqual([])
    expect(await store().accounts.claim({ ...other, ...at, at: 1_151 })).toEqual([{ account, epoch: 3 }])
    expect(await store().accounts.renew({ ...mine, at: 1_160, forMs: 100 })).toEqual([])
  })

  test('N9 two processes that claim at once take different accounts', async () => {
    const network = newId<string>()
    const { user } = await newUser(store())
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) {
      const me = { key: name as PersonKey, name, address: name }
      await store().accounts.add({ id: newId(), user, network, address: name, settings: {}, secret: '', me, at: 1 })
    }
    const claim = (node: string) => store().accounts.claim({ node, at: 1, forMs: 1_000, networks: [network], accounts: [], most: 4 })
    const first = await Promise.all([claim('one'), claim('two')])
    const claimed = [...first.flat(), ...(await claim('three'))].map(({ account }) => account)
    expect(claimed).toHaveLength(6)
    expect(new Set(claimed).size).toBe(6)
  })

  test('a removed account takes along what was only its own', async () => {
    const alice = await linked(store())
    await alice.apply([
      said('one'),
      { type: 'contact', person: { key: 'c' as PersonKey, name: 'C', address: 'c' }, groups: [], state: 'both', blocked: false },
    ])
    const { id } = await onlyChat(store(), alice)
    await store().accounts.remove({ account: alice.account, user: alice.user })
    const left = await seen(store(), alice)
    expect([left.contacts, left.conversations]).toEqual([[], []])
    const { changes } = await news(store(), alice, 0)
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'account', id: alice.account, entity: null }))
    expect(changes).toContainEqual(expect.objectContaining({ kind: 'conversation', id, entity: null }))
    expect(changes.filter(({ kind, entity }) => kind === 'message' && entity !== null)).toEqual([])
    await expect(store().messages.page({ user: alice.user, conversation: id, limit: 5 })).rejects.toEqual(refused('not-found'))
  })

  test('the home account cannot be removed', async () => {
    const { home, user } = await newUser(store())
    await expect(store().accounts.remove({ account: home, user })).rejects.toEqual(refused('forbidden'))
  })
}

import { expect, test } from 'vitest'
import type { AccountId, SessionId, UserId } from '../../../contract/ids.ts'
import { linked, newId, news, newUser, refused, said, seen, settings, type World } from './kit.ts'

export function usersSuite(store: World): void {
  test('a new user has himself and his home account', async () => {
    const alice = await newUser(store())
    const { changes } = await seen(store(), alice)
    expect(changes).toMatchObject([
      { kind: 'me', id: alice.user, entity: { login: alice.login, guest: false, admin: false, show: 'online', settings, avatar: null } },
      { kind: 'account', id: alice.home, entity: { network: 'house', address: alice.login, me: alice.person, enabled: true, needs: null } },
    ])
    expect(await store().users.byLogin({ login: alice.login })).toEqual({ user: alice.user, passwordHash: 'hash' })
  })

  test('a login that is taken is refused', async () => {
    const alice = await newUser(store())
    const again = { id: newId<UserId>(), login: alice.login, name: 'x', passwordHash: 'x', admin: false, settings, at: 1 }
    const home = { account: newId<AccountId>(), network: 'house', address: 'x' }
    await expect(store().users.add({ ...again, home })).rejects.toEqual(refused('conflict'))
    await expect(store().users.get({ user: again.id })).rejects.toEqual(refused('not-found'))
  })

  test('S4 what a user changes of himself rises in version and reaches those who list him', async () => {
    const alice = await newUser(store())
    const eve = await newUser(store())
    await store().ingest.apply({
      account: eve.home,
      epoch: null,
      at: 1,
      events: [
        {
          type: 'contact',
          person: { key: alice.key, name: `Name of ${alice.login}`, address: '' },
          groups: [],
          state: 'both',
          blocked: false,
        },
      ],
    })
    const [before] = (await seen(store(), eve)).contacts
    await store().users.update({ user: alice.user, name: 'Ally', settings: { sound: false }, show: 'busy', status: 'reading' })
    const me = await store().users.get({ user: alice.user })
    expect(me).toMatchObject({ name: 'Ally', show: 'busy', status: 'reading', settings: { ...settings, sound: false } })
    expect(before?.name).toBe(`Name of ${alice.login}`)
    expect((await seen(store(), eve)).contacts).toMatchObject([{ id: before?.id, name: 'Ally' }])
    const changes = (await news(store(), eve, 0)).changes.filter(({ kind }) => kind === 'contact')
    expect(changes).toMatchObject([{ rev: 2, entity: { name: 'Ally' } }])
  })

  test('a guest takes a login once, if it is free', async () => {
    const alice = await newUser(store())
    const guest = await newUser(store(), { guest: true })
    expect(await store().users.get({ user: guest.user })).toMatchObject({ guest: true, login: null })
    await expect(store().users.keep({ user: guest.user, login: alice.login, passwordHash: 'h' })).rejects.toEqual(refused('conflict'))
    await store().users.keep({ user: guest.user, login: guest.login, passwordHash: 'h' })
    expect(await store().users.get({ user: guest.user })).toMatchObject({ guest: false, login: guest.login })
    expect((await store().accounts.get({ account: guest.home }))?.address).toBe(guest.login)
    await expect(store().users.keep({ user: guest.user, login: 'other', passwordHash: 'h' })).rejects.toEqual(refused('forbidden'))
  })

  test('the first admin is the one who claims the server', async () => {
    const before = await store().users.claimed()
    expect(before).toBe(false)
    const home = { account: newId<AccountId>(), network: 'house', address: 'root' }
    await store().users.add({ id: newId<UserId>(), login: 'root', name: 'R', passwordHash: 'h', admin: true, settings, home, at: 1 })
    expect(await store().users.claimed()).toBe(true)
  })

  test('a browser session is found by its token until it is removed', async () => {
    const alice = await newUser(store())
    const eve = await newUser(store())
    const id = newId<SessionId>()
    const tokenHash = newId<string>()
    await store().users.addSession({ id, user: alice.user, tokenHash, agent: 'Firefox', at: 5 })
    await store().users.touchSession({ session: id, at: 9 })
    expect(await store().users.session({ tokenHash })).toEqual({ session: id, user: alice.user, guest: false, admin: false, seenAt: 9 })
    expect(await store().users.sessions({ user: alice.user })).toEqual([{ id, agent: 'Firefox', createdAt: 5, seenAt: 9 }])
    await expect(store().users.removeSession({ user: eve.user, session: id })).rejects.toEqual(refused('not-found'))
    await store().users.removeSession({ user: alice.user, session: id })
    expect(await store().users.session({ tokenHash })).toBeNull()
  })

  test('browser sessions that were not seen for long are removed, others stay', async () => {
    const alice = await newUser(store())
    const [old, fresh] = [newId<SessionId>(), newId<SessionId>()]
    await store().users.addSession({ id: old, user: alice.user, tokenHash: old, agent: '', at: 5 })
    await store().users.addSession({ id: fresh, user: alice.user, tokenHash: fresh, agent: '', at: 5 })
    await store().users.touchSession({ session: fresh, at: 20 })
    expect(await store().users.removeSessions({ before: 20 })).toBeGreaterThanOrEqual(1)
    expect(await store().users.sessions({ user: alice.user })).toMatchObject([{ id: fresh }])
    expect(await store().users.session({ tokenHash: old })).toBeNull()
    expect(await store().users.removeSessions({ before: 20 })).toBe(0)
  })

  test('a session of nobody is refused', async () => {
    const session = { id: newId<SessionId>(), user: newId<UserId>(), tokenHash: 'x', agent: '', at: 1 }
    await expect(store().users.addSession(session)).rejects.toEqual(refused('not-found'))
  })

  test('guests who stay away are removed with all that was theirs alone', async () => {
    const guest = await linked(store(), await newUser(store(), { guest: true, at: 100 }))
    const visitor = await newUser(store(), { guest: true, at: 100 })
    await guest.apply([said('to the guest')])
    const id = newId<SessionId>()
    await store().users.addSession({ id, user: visitor.user, tokenHash: id, agent: '', at: 10_000 })
    expect(await store().users.removeGuests({ before: 1_000 })).toContain(guest.user)
    await expect(store().users.get({ user: guest.user })).rejects.toEqual(refused('not-found'))
    expect(await store().accounts.get({ account: guest.account })).toBeNull()
    expect(await store().accounts.get({ account: guest.home })).toBeNull()
    expect(await store().house.person({ key: guest.key })).toBeNull()
    expect(await store().users.get({ user: visitor.user })).toMatchObject({ guest: true })
  })
}

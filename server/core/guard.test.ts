import { describe, expect, test } from 'vitest'
import { Refused } from '../../contract/errors.ts'
import { NetworkError, type Session } from '../networks/network.ts'
import { Guard } from './guard.ts'
import { TrialLog } from './trial/log.ts'

const within = <Result>(run: () => Result) => run()

function guarded(session: Partial<Session>) {
  const log = new TrialLog()
  const guard = new Guard(session as Session, { log, within })
  return { guard, log, session: guard.session }
}

describe('N14 a guarded session', () => {
  test.each([
    [
      'throws at once',
      () => {
        throw new TypeError('planted')
      },
    ],
    [
      'rejects',
      async () => {
        throw new TypeError('planted')
      },
    ],
  ])('a facet that %s with a bug becomes a NetworkError, and is logged', async (_, set) => {
    const { session, log } = guarded({ typing: { set } })
    const error = await session.typing?.set('c' as never, true).catch((caught) => caught)
    expect(error).toBeInstanceOf(NetworkError)
    expect(error).toMatchObject({ code: 'bug', delivered: 'unknown' })
    expect(error.message).not.toContain('planted')
    expect(log.errors.length).toBe(1)
  })

  test('network errors pass as they are, refusals keep code and sentence', async () => {
    const own = new NetworkError('throttled', 'Slow down.', { retryAfterMs: 5 })
    const { session } = guarded({
      converse: () => Promise.reject(own),
      send: () => Promise.reject(new Refused('forbidden', 'Not you.')),
    })
    await expect(session.converse('a')).rejects.toBe(own)
    await expect(session.send({} as never)).rejects.toMatchObject({ name: 'NetworkError', code: 'forbidden', message: 'Not you.' })
  })

  test('a call under way is answered when the session ends, later ones are refused', async () => {
    const { session, guard } = guarded({ converse: () => new Promise(() => {}) })
    const call = session.converse('a').catch((error) => error)
    guard.end()
    expect(await call).toMatchObject({ code: 'offline', delivered: 'unknown' })
    expect(await session.converse('b').catch((error) => error)).toMatchObject({ code: 'offline', delivered: 'no' })
  })

  test('methods keep their object, private fields included, and missing facets stay missing', async () => {
    class Contacts {
      #added: string[] = []
      async add(address: string) {
        this.#added.push(address)
      }
      get added() {
        return this.#added
      }
    }
    const contacts = new Contacts()
    const { session } = guarded(Object.freeze({ contacts: contacts as never }))
    await session.contacts?.add('bob')
    expect(contacts.added).toEqual(['bob'])
    expect(session.contacts?.block).toBeUndefined()
    expect(session.rooms).toBeUndefined()
    expect(['contacts' in session, 'rooms' in session]).toEqual([true, false])
  })
})

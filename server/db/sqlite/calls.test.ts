import { expect, test } from 'vitest'
import { refused } from '../suites/kit.ts'
import { createCalls } from './calls.ts'
import type { Request, ToWorker } from './protocol.ts'

/** A worker's mailbox: copies what is posted, as a real one does. */
function mailbox() {
  const posted: (readonly Request[])[] = []
  const post = (message: ToWorker) => {
    const copy = structuredClone(message)
    if ('requests' in copy) posted.push(copy.requests)
  }
  return { posted, calls: createCalls(post) }
}

test('what is asked in one turn goes over together, and each gets its own answer', async () => {
  const { posted, calls } = mailbox()
  const one = calls.run('users.get', { user: 1 })
  const two = calls.run('users.get', { user: 2 })
  await Promise.resolve()
  expect(posted).toEqual([
    [
      { id: 1, name: 'users.get', args: { user: 1 } },
      { id: 2, name: 'users.get', args: { user: 2 } },
    ],
  ])
  calls.settle([
    { id: 2, ok: true, result: 'second' },
    { id: 1, ok: false, error: { refused: 'not-found', message: 'No.', stack: undefined } },
  ])
  await expect(one).rejects.toEqual(refused('not-found'))
  expect(await two).toBe('second')
})

test('what cannot be copied is its own caller’s trouble', async () => {
  const { posted, calls } = mailbox()
  const bad = calls.run('users.get', { user: () => 1 })
  const good = calls.run('users.get', { user: 2 })
  await expect(bad).rejects.toThrow('could not be cloned')
  expect(posted).toMatchObject([[{ id: 2 }]])
  calls.settle([{ id: 2, ok: true, result: 'good' }])
  expect(await good).toBe('good')
})

test('when the worker has ended, nobody waits for ever', async () => {
  const { calls } = mailbox()
  const before = calls.run('users.get', {})
  calls.end(new Error('The end.'))
  await expect(before).rejects.toThrow('The end.')
  await expect(calls.run('users.get', {})).rejects.toThrow('The end.')
})

import { expect, test } from 'vitest'
import { describeNetwork } from '../network.suite.ts'
import type { Outgoing } from '../network.ts'
import { fromWire } from './incoming.ts'
import { toy } from './index.ts'
import { conversationKey } from './keys.ts'
import { toWire } from './outgoing.ts'

describeNetwork('toy', () => ({
  network: toy,
  answers: { address: 'alice@toy' },
  somebody: 'bob@toy',
  nonsense: 'bob@',
}))

const message = (body: Outgoing['body']): Outgoing => ({ conversation: conversationKey('bob@toy'), txn: '1', body })

test.each([
  { body: { kind: 'text', text: 'hello' }, text: 'hello' },
  { body: { kind: 'action', text: 'waves' }, text: '/me waves' },
] as const)('what goes out as "$text" comes in again as $body.kind', ({ body, text }) => {
  const line = toWire(message(body), 'alice@toy')
  expect(line).toEqual({ id: '1', from: 'alice@toy', to: 'bob@toy', text })
  expect(fromWire(line, 5)).toMatchObject({ type: 'message', message: { from: { key: 'alice@toy' }, at: 5, ...body } })
})

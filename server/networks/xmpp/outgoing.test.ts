import { describe, expect, test } from 'vitest'
import type { ConversationKey, MessageKey, PersonKey } from '../network.ts'
import { openEnvelope } from './envelope.ts'
import { readMessage } from './incoming.ts'
import { chatMessage, correction, displayed, reactionSet, receipt, retraction, typing } from './outgoing.ts'
import { Roster } from './roster.ts'
import type { Element } from './wire/element.ts'
import { serialize } from './wire/serializer.ts'

const bob = 'bob@xmpp.test' as ConversationKey
const id = '01890000-0000-7000-8000-000000000001'
const theirs = '9f3c1a52-6f0e-4a1b-8d4e-0e6f7d1c2b3a'
const xml = (element: Element) => serialize(element, 'jabber:client')

const table: readonly [string, Element, string][] = [
  [
    'a message',
    chatMessage({ conversation: bob, txn: id, body: { kind: 'text', text: 'a < b' } }),
    `<message to="bob@xmpp.test" id="${id}" type="chat"><origin-id xmlns="urn:xmpp:sid:0" id="${id}"/><body>a &lt; b</body><request xmlns="urn:xmpp:receipts"/><markable xmlns="urn:xmpp:chat-markers:0"/><active xmlns="http://jabber.org/protocol/chatstates"/></message>`,
  ],
  [
    'a receipt',
    receipt('bob@xmpp.test/gajim', id, theirs),
    `<message to="bob@xmpp.test/gajim" id="${id}" type="chat"><received xmlns="urn:xmpp:receipts" id="${theirs}"/><store xmlns="urn:xmpp:hints"/></message>`,
  ],
  [
    'a marker',
    displayed(bob, id, theirs),
    `<message to="bob@xmpp.test" id="${id}" type="chat"><displayed xmlns="urn:xmpp:chat-markers:0" id="${theirs}"/><store xmlns="urn:xmpp:hints"/></message>`,
  ],
  [
    'typing, which no archive keeps',
    typing(bob, id, true),
    `<message to="bob@xmpp.test" id="${id}" type="chat"><composing xmlns="http://jabber.org/protocol/chatstates"/><no-store xmlns="urn:xmpp:hints"/><no-permanent-store xmlns="urn:xmpp:hints"/></message>`,
  ],
]

test.each(table)('%s', (_name, element, expected) => {
  expect(xml(element)).toBe(expected)
})

describe('what we say is understood by ourselves on the other side', () => {
  const key = `m:bob@xmpp.test/${theirs}` as MessageKey
  const reply = { key, from: bob as string as PersonKey, text: 'how 😀?\nwell?' }
  const heard = (element: Element) => {
    const from = { ...element, attrs: { ...element.attrs, from: 'alice@xmpp.test/parley' } }
    const envelope = openEnvelope(from, { me: 'bob@xmpp.test', archived: false, now: 7, fallback: 'x' as MessageKey })
    return envelope && readMessage(envelope, 'bob@xmpp.test', new Roster()).events
  }
  const table: readonly [string, Element, object[]][] = [
    [
      'an action',
      chatMessage({ conversation: bob, txn: id, body: { kind: 'action', text: 'waves' } }),
      [{ message: { kind: 'action', text: 'waves' } }],
    ],
    [
      'a reply with a quote of several lines',
      chatMessage({ conversation: bob, txn: id, body: { kind: 'text', text: 'fine' }, replyTo: reply }),
      [{ message: { text: 'fine', replyTo: key } }],
    ],
    [
      'a correction',
      correction(bob, theirs, { of: id, body: { kind: 'text', text: 'better' } }),
      [{ type: 'message.edited', target: `m:alice@xmpp.test/${id}`, body: { text: 'better' } }],
    ],
    ['a retraction', retraction(bob, theirs, id), [{ type: 'message.deleted', target: `m:alice@xmpp.test/${id}` }]],
    [
      'reactions',
      reactionSet(bob, id, { on: theirs, emojis: ['👍'] }),
      [
        { target: `m:bob@xmpp.test/${theirs}`, emojis: ['👍'] },
        { target: `m:alice@xmpp.test/${theirs}`, emojis: ['👍'] },
      ],
    ],
  ]
  test.each(table)('%s', (_name, element, expected) => {
    expect(heard(element)).toMatchObject(expected)
  })
})

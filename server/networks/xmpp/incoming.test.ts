import { describe, expect, test } from 'vitest'
import type { MessageKey } from '../network.ts'
import { openArchived, openEnvelope } from './envelope.ts'
import { type Read, readMessage } from './incoming.ts'
import { ns } from './namespaces.ts'
import { Roster } from './roster.ts'
import { sample, stanza } from './trial/xml.ts'
import { child, type Element } from './wire/element.ts'

const me = 'alice@xmpp.test'
const fallback = 'x:here/1' as MessageKey
const now = Date.parse('2026-11-23T00:00:00Z')
const roster = new Roster()
roster.apply(stanza(`<query xmlns='jabber:iq:roster'><item jid='bob@xmpp.test' name='Bob B.' subscription='both'/></query>`))

function read(element: Element): Read | null {
  const envelope = openEnvelope(element, { me, archived: true, now, fallback })
  return envelope && readMessage(envelope, me, roster)
}

const bob = { key: 'bob@xmpp.test', name: 'Bob B.', address: 'bob@xmpp.test' }
const uuid = '01890000-0000-7000-8000-000000000001'
const theirs = '9f3c1a52-6f0e-4a1b-8d4e-0e6f7d1c2b3a'
const text = (message: object, live = true) => ({
  events: [{ type: 'message', message: { conversation: 'bob@xmpp.test', from: bob, kind: 'text', ...message }, live }],
})
const receipt = (from: string, kind: string, upTo: string) => ({
  events: [{ type: 'receipt', conversation: 'bob@xmpp.test', from, kind, upTo }],
})

const table: readonly [name: string, sample: string, expected: object | null][] = [
  [
    'a chat message is known by its own id and by that in our archive, and may ask for a receipt',
    'chat-prosody',
    { ...text({ keys: [`m:bob@xmpp.test/${theirs}`, 'a:2026-arch-1'], text: 'hello' }), typing: false, wantsReceipt: theirs },
  ],
  ['N1 an id that counts from one names nothing for ever', 'chat-short-id', text({ keys: ['a:2026-arch-2'], text: 'disk full' })],
  [
    'an archive id by somebody else is not ours',
    'chat-forged-archive-id',
    text({ keys: ['m:bob@xmpp.test/9f3c1a52-6f0e-4a1b-8d4e-0e6f7d1c2b3b'], text: 'hi' }),
  ],
  ['the text without a language comes first', 'chat-two-languages', text({ keys: [fallback], text: 'hello' })],
  ['/me is an action', 'action', text({ keys: ['m:bob@xmpp.test/9f3c1a52-6f0e-4a1b-8d4e-0e6f7d1c2b3c'], kind: 'action', text: 'waves' })],
  [
    'N8 what our server had kept for us is not live and has its time',
    'offline-delayed',
    text({ at: Date.parse('2026-11-01T10:00:00.999Z'), text: 'while you were away' }, false),
  ],
  [
    'N6 what we wrote on another device is ours',
    'carbon-sent',
    text({
      from: 'me',
      txn: '01890000-0000-7000-8000-00000000c0de',
      keys: ['m:alice@xmpp.test/01890000-0000-7000-8000-00000000c0de', 'a:2026-arch-3'],
      text: 'from my phone',
    }),
  ],
  ['a copy that a stranger forged is nothing', 'carbon-forged', null],
  ['a copy of what we did not send is nothing', 'carbon-sent-by-other', null],
  ['a receipt is about a message of ours', 'receipt', receipt('bob@xmpp.test', 'delivered', `m:alice@xmpp.test/${uuid}`)],
  ['a marker says how far he has read', 'displayed', receipt('bob@xmpp.test', 'read', `m:alice@xmpp.test/${uuid}`)],
  ['a marker of our other device says how far we have read', 'displayed-elsewhere', receipt('me', 'read', `m:bob@xmpp.test/${theirs}`)],
  [
    'N7 a correction names a message of its author',
    'correction',
    {
      events: [
        { type: 'message.edited', target: `m:bob@xmpp.test/${theirs}`, from: 'bob@xmpp.test', body: { kind: 'text', text: 'hullo' } },
      ],
    },
  ],
  [
    'N7 a retraction names a message of its author, and its excuse is not shown',
    'retraction',
    { events: [{ type: 'message.deleted', target: `m:bob@xmpp.test/${theirs}`, from: 'bob@xmpp.test', at: now }] },
  ],
  [
    'N4 reactions are the whole set, on whichever of the two wrote the message',
    'reactions',
    {
      events: [
        { type: 'reactions', target: `m:alice@xmpp.test/${uuid}`, from: 'bob@xmpp.test', emojis: ['👍', '🐢'] },
        { type: 'reactions', target: `m:bob@xmpp.test/${uuid}`, from: 'bob@xmpp.test', emojis: ['👍', '🐢'] },
      ],
    },
  ],
  ['a reply loses the quote made for others', 'reply', text({ text: 'fine', replyTo: `m:alice@xmpp.test/${uuid}` })],
  ['typing is no message', 'typing', { events: [], typing: true }],
  [
    'a bounce fails the message it was',
    'bounce',
    { events: [{ type: 'message.failed', conversation: 'nobody@xmpp.test', txn: uuid, error: { code: 'not-found' } }] },
  ],
  ['what is said in rooms is left alone', 'groupchat', { events: [] }],
  ['what somebody in a room whispers is left alone', 'room-private', { events: [] }],
  [
    'an announcement is a notice',
    'headline',
    {
      events: [
        { type: 'message', message: { conversation: 'xmpp.test', kind: 'notice', text: 'Down at noon.', keys: [fallback] }, live: true },
      ],
    },
  ],
  ['what cannot be read is not passed over in silence', 'encrypted', text({ kind: 'notice' })],
]

test.each(table)('%s', (_name, name, expected) => {
  const result = read(sample(name))
  if (expected === null) expect(result).toBeNull()
  else expect(result).toMatchObject(expected)
})

test('a time that the sender made up is not believed', () => {
  const [event] = read(sample('delay-by-sender'))?.events ?? []
  expect(event).toMatchObject({ live: true, message: { text: 'old?' } })
  expect(event?.type === 'message' && 'at' in event.message).toBe(false)
})

describe('out of the archive', () => {
  test('N6 N8 our own message comes back with its txn, the time of the archive, and is not live', () => {
    const result = child(sample('archived'), 'result', ns.archive)
    const envelope = result && openArchived(result, now)
    expect(envelope && readMessage(envelope, me, roster).events).toMatchObject([
      {
        type: 'message',
        live: false,
        message: {
          conversation: 'bob@xmpp.test',
          from: 'me',
          txn: '01890000-0000-7000-8000-000000000002',
          at: Date.parse('2026-11-02T08:30:00.999Z'),
          keys: ['m:alice@xmpp.test/01890000-0000-7000-8000-000000000002', 'a:2026-arch-9'],
        },
      },
    ])
  })
})

test.each([
  ['2026-11-01T10:00:00Z', '2026-11-01T10:00:00.999Z'],
  ['2026-11-01T10:00:00.123456Z', '2026-11-01T10:00:00.123Z'],
  ['2026-11-01T10:00:00+02:00', '2026-11-01T08:00:00.999Z'],
])('the time %s means %s: what was missed comes after what was seen in that second', (stamp, meant) => {
  const delayed = stanza(
    `<message from='bob@xmpp.test/x'><body>x</body><delay xmlns='urn:xmpp:delay' from='xmpp.test' stamp='${stamp}'/></message>`,
  )
  expect(read(delayed)?.events).toMatchObject([{ message: { at: Date.parse(meant) } }])
})

test('N6 somebody else cannot claim a txn of ours', () => {
  const forged = stanza(
    `<message from='mallory@xmpp.test/x' to='${me}' type='chat' id='${uuid}'><body>x</body><origin-id xmlns='urn:xmpp:sid:0' id='${uuid}'/></message>`,
  )
  const [event] = read(forged)?.events ?? []
  expect(event).toMatchObject({ message: { conversation: 'mallory@xmpp.test', keys: [`m:mallory@xmpp.test/${uuid}`] } })
  expect(event?.type === 'message' && 'txn' in event.message).toBe(false)
})

test('without an archive on our server, nobody can claim an archive id', () => {
  const envelope = openEnvelope(sample('chat-short-id'), { me, archived: false, now, fallback })
  expect(envelope && readMessage(envelope, me, roster).events).toMatchObject([{ message: { keys: [fallback] } }])
})

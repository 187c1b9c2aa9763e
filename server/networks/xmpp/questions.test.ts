import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { capsHash } from './disco.ts'
import { answerQuestion } from './questions.ts'
import { stanza } from './trial/xml.ts'
import { child, children, childText } from './wire/element.ts'

const now = Date.parse('2026-11-23T08:00:00Z')
const ask = (payload: string, type = 'get') =>
  answerQuestion(stanza(`<iq type='${type}' id='7' from='bob@xmpp.test/x' to='alice@xmpp.test/parley'>${payload}</iq>`), now)

test('what we can do has the hash that our presence carries (XEP-0115)', () => {
  const node = `urn:x-parley:client#${capsHash()}`
  const query = child(
    ask(`<query xmlns='http://jabber.org/protocol/disco#info' node='${node}'/>`),
    'query',
    'http://jabber.org/protocol/disco#info',
  )
  if (!query) throw new Error('no answer')
  const { category, type, name } = child(query, 'identity')?.attrs ?? {}
  const features = children(query, 'feature').map((feature) => feature.attrs.var ?? '')
  const text = `${category}/${type}//${name}<${features
    .sort()
    .map((feature) => `${feature}<`)
    .join('')}`
  expect(createHash('sha1').update(text).digest('base64')).toBe(capsHash())
  expect(query.attrs.node).toBe(node)
})

test('a ping, the version and the time are answered to who asked', () => {
  expect(ask(`<ping xmlns='urn:xmpp:ping'/>`)).toMatchObject({ attrs: { type: 'result', id: '7', to: 'bob@xmpp.test/x' }, children: [] })
  const version = child(ask(`<query xmlns='jabber:iq:version'/>`), 'query', 'jabber:iq:version')
  expect(version && childText(version, 'name')).toBe('Parley')
  const time = child(ask(`<time xmlns='urn:xmpp:time'/>`), 'time', 'urn:xmpp:time')
  expect(time && childText(time, 'utc')).toBe('2026-11-23T08:00:00.000Z')
})

test.each([
  [`<query xmlns='jabber:iq:roster'/>`, 'set', 'service-unavailable'],
  [`<query xmlns='urn:unheard-of'/>`, 'get', 'service-unavailable'],
  [`<query xmlns='http://jabber.org/protocol/disco#info' node='other'/>`, 'get', 'item-not-found'],
  ['', 'get', 'service-unavailable'],
])('%s is refused', (payload, type, condition) => {
  const error = child(ask(payload, type), 'error', 'jabber:client')
  expect(error && child(error, condition, 'urn:ietf:params:xml:ns:xmpp-stanzas')).toBeDefined()
})

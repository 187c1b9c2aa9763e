import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { NetworkError } from '../network.ts'
import { Avatars } from './avatars.ts'
import { noCheckpoint } from './checkpoint.ts'
import { Journal } from './journal.ts'
import { Roster } from './roster.ts'
import { Recorder } from './trial/recorder.ts'
import { type Answer, ScriptedStream } from './trial/scripted-stream.ts'
import { stanza } from './trial/xml.ts'
import { child } from './wire/element.ts'

const png = Buffer.from('\x89PNG\r\n\x1a\n and the rest', 'latin1')
const sha1 = (bytes: Buffer) => createHash('sha1').update(bytes).digest('hex')
const data =
  (bytes: Buffer): Answer =>
  (iq) =>
    child(iq, 'pubsub', 'http://jabber.org/protocol/pubsub') &&
    `<pubsub xmlns='http://jabber.org/protocol/pubsub'><items node='urn:xmpp:avatar:data'><item><data xmlns='urn:xmpp:avatar:data'>${bytes.toString('base64')}</data></item></items></pubsub>`
const vcard =
  (bytes: Buffer): Answer =>
  (iq) =>
    child(iq, 'vCard', 'vcard-temp') && `<vCard xmlns='vcard-temp'><PHOTO><BINVAL>${bytes.toString('base64')}</BINVAL></PHOTO></vCard>`

function open(...answers: readonly Answer[]) {
  const me = 'alice@xmpp.test'
  const account = new Recorder({ jid: me, password: 'x' })
  const stream = new ScriptedStream(...answers)
  const journal = new Journal({ account, stream, checkpoint: noCheckpoint, fail: () => {} })
  const roster = new Roster()
  roster.apply(stanza(`<query xmlns='jabber:iq:roster'><item jid='bob@xmpp.test' subscription='both'/></query>`))
  const avatars = new Avatars({ me, stream, journal, roster, log: (event, detail) => account.log(event, detail) })
  return { account, stream, avatars }
}
const news = (hash: string | null, from = 'bob@xmpp.test') =>
  stanza(
    `<message from='${from}' type='headline'><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='urn:xmpp:avatar:metadata'><item><metadata xmlns='urn:xmpp:avatar:metadata'>${hash === null ? '' : `<info id='${hash}' bytes='1' type='image/png'/>`}</metadata></item></items></event></message>`,
  )
const presence = (hash: string) =>
  stanza(`<presence from='bob@xmpp.test/x'><x xmlns='vcard-temp:x:update'><photo>${hash}</photo></x></presence>`)

test('a picture that was announced is fetched once, and its type is what its bytes say', async () => {
  const { account, stream, avatars } = open(data(png))
  expect(avatars.published(news(sha1(png)))).toBe(true)
  avatars.published(news(sha1(png)))
  const avatar = await account.until((now) => now.of('avatar')[0])
  expect(avatar).toEqual({ type: 'avatar', person: 'bob@xmpp.test', mime: 'image/png', bytes: new Uint8Array(png) })
  expect(stream.sent).toHaveLength(1)
})

test('a picture that is not the announced one is dropped', async () => {
  const { account, avatars } = open(data(png))
  avatars.published(news(sha1(Buffer.from('another'))))
  avatars.published(news(sha1(png), 'alice@xmpp.test'))
  await account.until((now) => now.of('avatar').some(({ person }) => person === 'me'))
  expect(account.of('avatar')).toHaveLength(1)
})

test('a picture that was taken down is gone', async () => {
  const { account, avatars } = open(data(png))
  avatars.published(news(null))
  expect(await account.until((now) => now.of('avatar')[0])).toEqual({ type: 'avatar', person: 'bob@xmpp.test', bytes: null })
})

test('something that is no picture is told as none', async () => {
  const html = Buffer.from('<html><script>alert(1)</script>')
  const { account, avatars } = open(data(html))
  avatars.published(news(sha1(html)))
  expect(await account.until((now) => now.of('avatar')[0])).toEqual({ type: 'avatar', person: 'bob@xmpp.test', bytes: null })
})

test('strangers have no pictures here, we have', async () => {
  const { account, stream, avatars } = open(data(png))
  avatars.published(news(sha1(png), 'eve@xmpp.test'))
  expect(stream.sent).toHaveLength(0)
  avatars.published(news(sha1(png), 'alice@xmpp.test'))
  expect(await account.until((now) => now.of('avatar')[0])).toMatchObject({ person: 'me' })
})

test('the picture of a vCard is taken where there is no other (XEP-0153)', async () => {
  const { account, stream, avatars } = open(vcard(png))
  avatars.announced(presence(sha1(png)), 'bob@xmpp.test')
  await account.until((now) => now.of('avatar').length === 1)
  avatars.announced(presence(''), 'bob@xmpp.test')
  await account.until((now) => now.of('avatar').length === 2)
  expect(account.of('avatar').at(-1)).toMatchObject({ bytes: null })
  avatars.published(news('0'.repeat(40)))
  const before = stream.sent.length
  avatars.announced(presence(sha1(png)), 'bob@xmpp.test')
  expect(stream.sent).toHaveLength(before)
})

test('one picture that cannot be had does not keep away the next', async () => {
  const broken = open((iq) => (iq.attrs.to === 'bob@xmpp.test' ? new NetworkError('timeout', 'no answer') : undefined), data(png))
  broken.avatars.published(news(sha1(png)))
  broken.avatars.published(news(sha1(png), 'alice@xmpp.test'))
  expect(await broken.account.until((now) => now.of('avatar')[0])).toMatchObject({ person: 'me' })
})

test('other news is not a message either', () => {
  const { avatars } = open()
  const tune = `<message from='bob@xmpp.test'><event xmlns='http://jabber.org/protocol/pubsub#event'><items node='http://jabber.org/protocol/tune'/></event></message>`
  expect(avatars.published(stanza(tune))).toBe(true)
  expect(avatars.published(stanza(`<message from='bob@xmpp.test'><body>hi</body></message>`))).toBe(false)
})

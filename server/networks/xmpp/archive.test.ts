import { afterEach, expect, test, vi } from 'vitest'
import { NetworkError } from '../network.ts'
import { openSession } from './session.ts'
import { Recorder } from './trial/recorder.ts'
import { type Answer, ScriptedStream } from './trial/scripted-stream.ts'
import { child, childText, type Element } from './wire/element.ts'

const me = 'alice@xmpp.test'
const stops: AbortController[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const stop of stops.splice(0)) stop.abort()
})

const pageOf = (iq: Element) => child(child(iq, 'query', 'urn:xmpp:mam:2') ?? iq, 'set', 'http://jabber.org/protocol/rsm')
const queryId = (iq: Element) => child(iq, 'query', 'urn:xmpp:mam:2')?.attrs.queryid ?? ''

/** An archive of numbered messages; `pages` notes where each page was asked for. */
function archive(numbers: () => readonly number[]) {
  const pages: string[] = []
  const answer: Answer = (iq) => {
    const set = pageOf(iq)
    if (!set) return undefined
    const after = childText(set, 'after')
    const before = childText(set, 'before')
    pages.push(after !== undefined ? `after ${after}` : before !== undefined ? `before ${before}` : 'first')
    const all = numbers()
    if (after && !all.includes(Number(after))) return new NetworkError('not-found', 'no such mark')
    const max = Number(childText(set, 'max'))
    const from = all.filter((number) => (after ? number > Number(after) : !before || number < Number(before)))
    const page = before === undefined ? from.slice(0, max) : from.slice(-max)
    stream.says(...page.map((number) => result(number, queryId(iq))))
    const ends = page.length ? `<first>${page[0]}</first><last>${page.at(-1)}</last>` : ''
    return `<fin xmlns='urn:xmpp:mam:2' complete='${page.length === from.length}'><set xmlns='http://jabber.org/protocol/rsm'>${ends}</set></fin>`
  }
  const disco: Answer = (iq) =>
    child(iq, 'query', 'http://jabber.org/protocol/disco#info') &&
    `<query xmlns='http://jabber.org/protocol/disco#info'><feature var='urn:xmpp:mam:2'/></query>`
  const stream = new ScriptedStream(answer, disco)
  return { stream, pages }
}
const result = (number: number, query: string, from = me) =>
  `<message from='${from}'><result xmlns='urn:xmpp:mam:2' queryid='${query}' id='${number}'><forwarded xmlns='urn:xmpp:forward:0'><delay xmlns='urn:xmpp:delay' stamp='2026-11-01T00:00:00Z'/><message xmlns='jabber:client' from='bob@xmpp.test/x' to='${me}' type='chat'><body>${number}</body></message></forwarded></result></message>`

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index)
const names = (last: number, first = 1) => upTo(last, first).map(String)

async function online(stream: ScriptedStream, mark: string | null) {
  const account = new Recorder({ jid: me, password: 'x' })
  account.checkpoint = mark === null ? null : JSON.stringify({ resumable: null, archive: mark, mechanism: null })
  const stop = new AbortController()
  stops.push(stop)
  const session = openSession(account, stream.connect)
  void session.run(stop.signal)
  await account.until((now) => now.states.includes('online'))
  return { account, session }
}
const markOf = (account: Recorder) => JSON.parse(account.checkpoint ?? '{}').archive

test('from a mark on, page by page, oldest first; each page is stored with its mark before the next is asked for', async () => {
  const { stream, pages } = archive(() => upTo(170))
  const { account } = await online(stream, '10')
  expect(account.texts()).toEqual(names(170, 11))
  expect(pages.slice(0, 4)).toEqual(['after 10', 'after 60', 'after 110', 'after 160'])
  expect(account.batches.map((batch) => JSON.parse(batch.checkpoint ?? '{}').archive)).toEqual(
    expect.arrayContaining(['60', '110', '160', '170']),
  )
})

test('the first time the newest 300, oldest first, with one mark at the end', async () => {
  const { stream } = archive(() => upTo(1000))
  const { account } = await online(stream, null)
  expect(account.texts()).toEqual(names(1000, 701))
  expect(markOf(account)).toBe('1000')
})

test('an empty archive is read from its beginning the next time', async () => {
  const { stream } = archive(() => [])
  const { account } = await online(stream, null)
  expect(markOf(account)).toBe('')
  const later = archive(() => upTo(120))
  expect((await online(later.stream, '')).account.texts()).toEqual(names(120))
})

test('a mark that the server has deleted is replaced by the newest messages', async () => {
  const { stream } = archive(() => upTo(500, 100))
  const { account } = await online(stream, '7')
  expect(account.texts()).toEqual(names(500, 201))
  expect(markOf(account)).toBe('500')
})

test('an archive that fails does not keep anybody from chatting, and is asked again', async () => {
  vi.useFakeTimers()
  let fails = true
  const { stream } = archive(() => {
    if (fails) throw new NetworkError('timeout', 'no answer')
    return upTo(20)
  })
  const { account } = await online(stream, '10')
  stream.says(
    `<message from='bob@xmpp.test/x' type='chat'><body>live</body><stanza-id xmlns='urn:xmpp:sid:0' by='${me}' id='21'/></message>`,
  )
  await account.until((now) => now.texts().includes('live'))
  expect(markOf(account)).toBe('10')
  fails = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(account.texts()).toEqual(['live', ...names(20, 11)])
  expect(markOf(account)).toBe('20')
})

test('who hides looks into the archive every minute', async () => {
  vi.useFakeTimers()
  let last = 12
  const { stream } = archive(() => upTo(last))
  const { account, session } = await online(stream, '10')
  await session.presence?.set({ show: 'hidden', text: '', absent: false })
  for (last = 13; last <= 15; last++) await vi.advanceTimersByTimeAsync(60_000)
  expect(account.texts()).toEqual(names(15, 11))
})

test('what comes live moves the mark', async () => {
  const { stream } = archive(() => upTo(10))
  const { account } = await online(stream, '10')
  stream.says(
    `<message from='bob@xmpp.test/x' type='chat'><body>live</body><stanza-id xmlns='urn:xmpp:sid:0' by='${me}' id='11'/></message>`,
  )
  await account.until((now) => now.texts().includes('live'))
  expect(markOf(account)).toBe('11')
})

test('results that somebody else slips into a page are left out', async () => {
  const { stream } = archive(() => upTo(10))
  const { iq } = stream
  stream.iq = (element) => {
    if (pageOf(element)) stream.says(result(666, queryId(element), 'mallory@xmpp.test'))
    return iq.call(stream, element)
  }
  expect((await online(stream, '8')).account.texts()).toEqual(['9', '10'])
})

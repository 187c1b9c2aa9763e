import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { NetworkError } from '../../network.ts'
import { el } from './element.ts'
import { createKept } from './kept.ts'
import { wire } from './namespaces.ts'
import { perSecond } from './pace.ts'
import { begun, bound, make, message, rejection, result, sm, store, streamError } from './trial/made-stream.ts'

/** The pace of a server is measured anew. */
const aSecondLater = () => vi.advanceTimersByTime(1000)

describe('N3 counting', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('starts at the place of <enabled/> in the stream, even inside one packet', async () => {
    const made = make()
    const asked = made.server.heard('iq')
    const begins = made.stream.begin()
    const bind = await asked
    const enabling = made.server.heard('enable')
    made.server.says(result(bind, undefined, bound), message('too early'))
    await enabling
    made.server.says(message('before'), sm('enabled', { id: 's', resume: 'true' }), message('first'), message('second'), sm('r'))
    await begins
    expect(made.got.slice(-2)).toEqual([
      { id: 'first', count: 1 },
      { id: 'second', count: 2 },
    ])
    expect(made.server.last('a')).toEqual(sm('a', { h: '0' }))
    expect(store(made.stream, 2)).toEqual({ id: 's', jid: 'ann@x.test/r', inbound: 2, location: null })
    expect(made.server.last('a')).toEqual(sm('a', { h: '2' }))
  })

  it('tells what is stored when asked, and the rest once it is stored', async () => {
    const { stream, server } = await begun()
    server.says(message('1'), message('2'))
    store(stream, 1)
    server.says(sm('r'))
    expect(server.last('a')?.attrs.h).toBe('1')
    store(stream, 2)
    expect(server.last('a')?.attrs.h).toBe('2')
  })

  it('tells everything that is stored before it says goodbye', async () => {
    const { stream, server } = await begun()
    server.says(message('1'), message('2'))
    stream.stored(1)
    const closing = stream.close()
    expect(server.last('a')?.attrs.h).toBe('1')
    expect(server.closed).toBe(true)
    server.listener.ended({} as NetworkError)
    await closing
    expect(await stream.ended).toBeNull()
  })

  it('stops reading while too much waits to be stored', async () => {
    const { stream, server } = await begun()
    server.says(...Array.from({ length: 5001 }, (_, i) => message(String(i))))
    aSecondLater()
    expect(server.reading).toBe(false)
    stream.stored(2000)
    expect(server.reading).toBe(false)
    stream.stored(4000)
    expect(server.reading).toBe(true)
  })

  it('stops reading while what waits to be stored is too large, however few it is', async () => {
    const { stream, server } = await begun()
    const large = el('message', wire.client, {}, el('body', wire.client, {}, 'x'.repeat(1_000_000)))
    for (let n = 0; n < 16; n++) server.says(large)
    expect(server.reading).toBe(true)
    server.says(large)
    expect(server.reading).toBe(false)
    stream.stored(16)
    expect(server.reading).toBe(false)
    stream.stored(17)
    expect(server.reading).toBe(true)
    for (let n = 0; n < 16; n++) server.says(large)
    expect(server.reading).toBe(true)
  })

  it('reads on for an answer on which storing may depend', async () => {
    const { stream, server } = await begun()
    const answer = stream.iq(el('iq', wire.client, { type: 'get' }))
    server.says(...Array.from({ length: 5001 }, (_, i) => message(String(i))))
    aSecondLater()
    expect(server.reading).toBe(true)
    server.says(result(server.last('iq'), undefined))
    await answer
    server.says(message('one more'))
    expect(server.reading).toBe(false)
  })
})

describe('N13 sending', () => {
  it('is confirmed when the server says so, one question for all that is sent at once', async () => {
    const { stream, server } = await begun()
    const asked = server.heard('r')
    const confirmed = ['1', '2'].map((id) => stream.confirmed(message(id)))
    await asked
    expect(server.sent.filter(({ name }) => name === 'r')).toHaveLength(1)
    server.says(sm('a', { h: '1' }))
    await confirmed[0]
    const lost = rejection(confirmed[1] as Promise<void>)
    server.listener.ended({ code: 'unreachable', message: 'gone' } as NetworkError)
    expect(await lost).toMatchObject({ delivered: 'unknown', code: 'unreachable' })
    expect(await rejection(stream.confirmed(message('3')))).toMatchObject({ delivered: 'no', code: 'offline' })
  })

  it('is confirmed by any answered question behind it when the server does not count', async () => {
    const { stream, server } = await begun({ offered: [] })
    expect([stream.managed, stream.resumable(0)]).toEqual([false, null])
    const asked = server.heard('iq')
    const confirmed = stream.confirmed(message('1'))
    server.says(el('iq', wire.client, { type: 'error', id: (await asked).attrs.id, from: 'x.test' }))
    await confirmed
  })

  it.each(['2', '-1', 'x'])('ends when the server acknowledges "%s" of one stanza', async (h) => {
    const { stream, server } = await begun()
    stream.send(message('1'))
    server.says(sm('a', { h }))
    expect(await stream.ended).toMatchObject({ code: 'protocol' })
  })

  it('ends when the server acknowledges nothing for ever', async () => {
    const { stream } = await begun()
    for (let i = 0; i <= 10_000; i++) stream.send(el('presence', wire.client))
    expect(await stream.ended).toMatchObject({ code: 'protocol' })
  })
})

describe('what was sent with questions', () => {
  it('is kept no longer than until the last one is answered, with one question more for all of them', async () => {
    const kept = createKept()
    const { stream, server } = await begun({ kept })
    stream.send(el('presence', wire.client))
    const answers = [stream.iq(el('iq', wire.client, { type: 'get' })), stream.iq(el('iq', wire.client, { type: 'get' }))]
    const questions = server.sent.filter(({ name }) => name === 'iq').slice(-2)
    const asked = server.heard('r')
    server.says(...questions.map((question) => result(question, undefined)))
    await Promise.all(answers)
    await asked
    expect(server.sent.filter(({ name }) => name === 'r')).toHaveLength(1)
    server.says(sm('a', { h: '3' }))
    stream.abandon()
    expect(kept.left.get('ann@x.test/r')?.unacked).toEqual([])
  })
})

describe('what is no stanza (XEP-0352)', () => {
  it.each([
    [[], false],
    [[el('csi', 'urn:xmpp:csi:0')], true],
  ])('is heeded by a server that says so: %#', async (offered, heeded) => {
    expect((await begun({ offered })).stream.heedsInactivity).toBe(heeded)
  })

  it('is sent, but neither counted nor repeated by a resume, and goes nowhere after the end', async () => {
    const kept = createKept()
    const { stream, server } = await begun({ kept })
    const inactive = el('inactive', 'urn:xmpp:csi:0')
    stream.tell(inactive)
    expect(server.sent.at(-1)).toEqual(inactive)
    const confirmed = stream.confirmed(message('1'))
    server.says(sm('a', { h: '1' }))
    await confirmed
    stream.tell(inactive)
    stream.abandon()
    expect(kept.left.get('ann@x.test/r')?.unacked).toEqual([])
    const sent = server.sent.length
    stream.tell(inactive)
    expect(server.sent).toHaveLength(sent)
  })
})

describe('the end', () => {
  it.each([
    ['conflict', 'elsewhere'],
    ['system-shutdown', 'unreachable'],
    ['policy-violation', 'protocol'],
    ['not-authorized', 'credentials'],
    ['resource-constraint', 'throttled'],
    ['something-new', 'protocol'],
  ])('by %s means %s', async (condition, code) => {
    const { stream, server } = await begun()
    server.says(streamError(condition))
    expect(await stream.ended).toMatchObject({ name: 'NetworkError', code })
    expect(server.destroyed).toBe(true)
  })

  it('N14 comes when what is done with a stanza fails, and goes no further', async () => {
    const onStanza = () => {
      throw new TypeError('a bug')
    }
    const { stream, server } = await begun({ onStanza })
    server.says(message('1'), message('2'))
    expect(await stream.ended).toMatchObject({ code: 'bug' })
  })
})

describe('a server that sends too fast', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  const presences = (count: number) => Array.from({ length: count }, () => el('presence', wire.client, { from: 'bob@x.test/r' }))

  it('is read on in the next second, also when nothing of it is to be stored', async () => {
    const { stream, server } = await begun()
    vi.advanceTimersByTime(1000)
    server.says(...presences(perSecond))
    expect(server.reading).toBe(true)
    server.says(...presences(1))
    stream.stored(perSecond + 1)
    expect(server.reading).toBe(false)
    vi.advanceTimersByTime(1000)
    expect(server.reading).toBe(true)
    stream.abandon()
  })

  it('stays unread while storing is behind, whatever second it is', async () => {
    const { stream, server } = await begun()
    server.says(...presences(5_001))
    vi.advanceTimersByTime(1000)
    expect(server.reading).toBe(false)
    stream.stored(5_001)
    expect(server.reading).toBe(true)
    stream.abandon()
  })
})

describe('a silent connection', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterEach(() => void vi.useRealTimers())

  it('is asked after a minute and dead after half another', async () => {
    const { stream, server } = await begun()
    vi.advanceTimersByTime(59_999)
    expect(server.last('r')).toBeUndefined()
    vi.advanceTimersByTime(1)
    expect(server.last('r')).toBeDefined()
    vi.advanceTimersByTime(30_000)
    expect(await stream.ended).toMatchObject({ code: 'timeout' })
  })

  it('lives on when it answers', async () => {
    const { stream, server } = await begun()
    const ended = vi.fn()
    stream.ended.then(ended)
    for (let i = 0; i < 5; i++) {
      vi.advanceTimersByTime(60_000)
      vi.advanceTimersByTime(29_999)
      server.says(sm('a', { h: '0' }))
    }
    await Promise.resolve()
    expect(ended).not.toHaveBeenCalled()
    expect(server.sent.filter(({ name }) => name === 'r')).toHaveLength(5)
    stream.abandon()
  })

  it('gives up a question after half a minute', async () => {
    const { stream, server } = await begun()
    const answer = rejection(stream.iq(el('iq', wire.client, { type: 'get' })))
    vi.advanceTimersByTime(29_999)
    server.says(message('alive'))
    vi.advanceTimersByTime(1)
    expect(await answer).toMatchObject({ code: 'timeout', delivered: 'unknown' })
    stream.abandon()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { layCable } from '../../../../e2e/worlds/cable.ts'
import { type Prosody, type ProsodyService, startProsody } from '../../../../e2e/worlds/prosody.ts'
import { connect } from './connect.ts'
import { childText, type Element, el } from './element.ts'
import { createKept } from './kept.ts'
import { wire } from './namespaces.ts'
import type { Resumable, Settled, Stream, StreamOptions } from './stream.ts'

let prosody: Prosody
const open: Stream[] = []

beforeAll(async () => {
  prosody = await startProsody({ extra: 'VirtualHost "other.test"' })
  await prosody.register('alice', 'wonder land')
  await prosody.register('bob', 'b')
})
afterAll(async () => {
  for (const stream of open) stream.abandon()
  await prosody.stop()
})

/** What came in, and somebody who waits for a body. */
function inbox() {
  const got: { stanza: Element; count: number }[] = []
  const waiting = new Map<string, (count: number) => void>()
  return {
    got,
    bodies: () => got.flatMap(({ stanza }) => childText(stanza, 'body') ?? []),
    onStanza(stanza: Element, count: number) {
      got.push({ stanza, count })
      waiting.get(childText(stanza, 'body') ?? '')?.(count)
    },
    body: (text: string) => new Promise<number>((resolve) => waiting.set(text, resolve)),
  }
}

async function signIn(user: 'alice' | 'bob', more: Partial<StreamOptions> = {}): Promise<Stream> {
  const stream = await connect({
    jid: `${user}@xmpp.test`,
    password: user === 'alice' ? 'wonder land' : 'b',
    resource: `parley-${user}`,
    service: prosody.service,
    resume: null,
    strongest: null,
    stop: new AbortController().signal,
    onStanza: () => {},
    log: () => {},
    ...more,
  })
  open.push(stream)
  return stream
}
const message = (to: string, text: string, id: string = text) =>
  el('message', wire.client, { to, type: 'chat', id }, el('body', wire.client, {}, text))
const ping = () => el('iq', wire.client, { type: 'get', to: 'xmpp.test' }, el('ping', wire.ping))
const available = el('presence', wire.client)

describe('connecting to Prosody', () => {
  it.each<[string, () => ProsodyService]>([
    ['STARTTLS', () => prosody.service],
    ['direct TLS', () => prosody.directService],
    ['WebSocket', () => prosody.webSocketService],
  ])('works by %s', async (_name, service) => {
    const got = inbox()
    const stream = await signIn('alice', { service: service(), onStanza: got.onStanza, resource: 'somewhere' })
    expect(stream).toMatchObject({ jid: 'alice@xmpp.test/somewhere', resumed: false, managed: true, mechanism: 'SCRAM-SHA-1' })
    stream.send(available)
    const last = got.body('later')
    await stream.confirmed(message(stream.jid, 'é€😀 <&>\u0001!'))
    await stream.confirmed(message(stream.jid, 'later'))
    stream.stored(await last)
    expect(got.bodies()).toEqual(['é€😀 <&>!', 'later'])
    await stream.close()
    expect(await stream.ended).toBeNull()
  })

  it('says that the password is wrong', async () => {
    await expect(signIn('alice', { password: 'nonsense' })).rejects.toMatchObject({ code: 'credentials' })
  })

  it.each(['starttls', 'direct'] as const)('refuses the certificate of another domain by %s', async (tls) => {
    const service = { ...(tls === 'direct' ? prosody.directService : prosody.service), domain: 'other.test' }
    await expect(signIn('alice', { jid: 'alice@other.test', service })).rejects.toMatchObject({ code: 'certificate' })
  })

  it('refuses a certificate that nobody vouches for', async () => {
    const { ca: _ca, ...service } = prosody.service
    await expect(signIn('alice', { service })).rejects.toMatchObject({ code: 'certificate' })
  })

  it('N15 refuses a private address that no service definition allows', async () => {
    await expect(signIn('alice', { service: { ...prosody.service, allowPrivate: false } })).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('refuses less than was offered before', async () => {
    await expect(signIn('alice', { strongest: 'SCRAM-SHA-256' })).rejects.toMatchObject({ code: 'credentials' })
  })

  it('ends a second sign-in under the same name as "elsewhere"', async () => {
    const first = await signIn('bob', { resource: 'same' })
    await signIn('bob', { resource: 'same' })
    expect(await first.ended).toMatchObject({ code: 'elsewhere' })
  })

  it('stops when told to', async () => {
    const stop = AbortSignal.abort()
    await expect(signIn('alice', { stop })).rejects.toMatchObject({ name: 'NetworkError' })
  })

  it('asks a thousand questions and takes only their answers', async () => {
    const stream = await signIn('alice')
    const answers = await Promise.all(Array.from({ length: 1000 }, () => stream.iq(ping())))
    expect(new Set(answers.map(({ attrs }) => attrs.id)).size).toBe(1000)
    await expect(stream.iq(el('iq', wire.client, { type: 'get' }, el('query', 'urn:example:nothing')))).rejects.toMatchObject({
      code: 'unsupported',
    })
  })
})

describe('a server of another kind', () => {
  it('signs in by SCRAM-SHA-256', async () => {
    const modern = await startProsody({ extra: 'password_hash = "SHA-256"' })
    try {
      await modern.register('alice', 'wonder land')
      expect(await signIn('alice', { service: modern.directService, strongest: 'SCRAM-SHA-1' })).toMatchObject({
        mechanism: 'SCRAM-SHA-256',
      })
    } finally {
      await modern.stop()
    }
  })
})

describe('TLS', () => {
  it('is required of the server', async () => {
    const clear = await startProsody({ extra: 'modules_disabled = { "s2s", "tls" }' })
    try {
      await expect(signIn('alice', { service: clear.service })).rejects.toMatchObject({ code: 'certificate' })
    } finally {
      await clear.stop()
    }
  })
})

describe('resuming', () => {
  it('loses and repeats nothing when the network is cut, in both directions', async () => {
    const cable = await layCable(prosody.c2sPort)
    const common = { kept: createKept(), resource: 'cut', service: { ...prosody.service, port: cable.port } }
    const [alice, bob, settled] = [inbox(), inbox(), [] as string[]]
    const peer = await signIn('bob', { onStanza: bob.onStanza })
    peer.send(available)
    const first = await signIn('alice', { ...common, onStanza: alice.onStanza })
    const greeting = alice.body('before the cut')
    await peer.confirmed(message(first.jid, 'before the cut'))
    const count = await greeting
    const resume = first.resumable(count)
    first.stored(count)

    cable.cut()
    const doubtful = first.confirmed(message(peer.jid, 'into the void', 'txn-1')).catch((error: unknown) => error)
    expect(await first.ended).toMatchObject({ code: 'unreachable' })
    expect(await doubtful).toMatchObject({ delivered: 'unknown' })
    await peer.confirmed(message(first.jid, 'while you were away'))
    cable.mend()

    const repeated = bob.body('into the void')
    const onSettled = (again: readonly Settled[]) => settled.push(...again.map(({ stanza }) => stanza.attrs.id ?? ''))
    const second = await signIn('alice', { ...common, resume, onStanza: alice.onStanza, onSettled })
    expect(second).toMatchObject({ resumed: true, jid: first.jid })
    await repeated
    const last = alice.body('after')
    await peer.confirmed(message(first.jid, 'after'))
    await last
    const done = bob.body('done')
    await second.confirmed(message(peer.jid, 'done'))
    await done
    expect(alice.bodies()).toEqual(['before the cut', 'while you were away', 'after'])
    expect(bob.bodies()).toEqual(['into the void', 'done'])
    expect(settled).toEqual(['txn-1'])
    await cable.close()
  })

  it('N3 gives a new process what was never stored', async () => {
    const before = inbox()
    const first = await signIn('alice', { onStanza: before.onStanza, resource: 'process' })
    const peer = await signIn('bob')
    const stored = before.body('stored')
    await peer.confirmed(message(first.jid, 'stored'))
    const count = await stored
    const checkpoint = JSON.stringify(first.resumable(count))
    first.stored(count)
    const unstored = before.body('seen but not stored')
    await peer.confirmed(message(first.jid, 'seen but not stored'))
    await unstored
    await Promise.all(Array.from({ length: 20 }, () => first.iq(ping())))
    first.abandon()
    await peer.confirmed(message(first.jid, 'meanwhile'))

    const after = inbox()
    const both = after.body('now')
    const second = await signIn('alice', { onStanza: after.onStanza, resource: 'process', resume: JSON.parse(checkpoint) as Resumable })
    expect(second.resumed).toBe(true)
    await peer.confirmed(message(first.jid, 'now'))
    const last = await both
    expect(after.bodies()).toEqual(['seen but not stored', 'meanwhile', 'now'])
    expect(second.resumable(last)?.inbound).toBe(last)
  })

  it('begins anew when the server has forgotten', async () => {
    const resume: Resumable = { id: 'never-was', jid: 'alice@xmpp.test/x', inbound: 7, location: null }
    const stream = await signIn('alice', { resume })
    expect(stream).toMatchObject({ resumed: false, managed: true, jid: 'alice@xmpp.test/parley-alice' })
  })

  it('begins anew when the server finds the count wrong', async () => {
    const first = await signIn('alice', { resource: 'wrong' })
    const resume = { ...(first.resumable(0) as Resumable), inbound: 4711 }
    first.abandon()
    const second = await signIn('alice', { resume, resource: 'wrong' })
    expect(second).toMatchObject({ resumed: false, managed: true })
    await second.confirmed(message('bob@xmpp.test', 'hello'))
  })

  it('is impossible after a goodbye', async () => {
    const kept = createKept()
    const first = await signIn('alice', { kept, resource: 'goodbye' })
    const resume = first.resumable(0)
    await first.close()
    expect(await signIn('alice', { kept, resume, resource: 'goodbye' })).toMatchObject({ resumed: false })
  })

  it('says that a restarted server has gone, and begins anew', async () => {
    const first = await signIn('alice', { resource: 'restart' })
    const resume = first.resumable(0)
    await prosody.restart()
    expect(await first.ended).toMatchObject({ code: 'unreachable' })
    const second = await signIn('alice', { resource: 'restart', resume })
    expect(second.resumed).toBe(false)
    await second.iq(ping())
  })
})

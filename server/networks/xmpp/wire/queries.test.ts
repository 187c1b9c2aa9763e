import { describe, expect, it } from 'vitest'
import { el } from './element.ts'
import { wire } from './namespaces.ts'
import { begun, rejection, result } from './trial/made-stream.ts'

describe('questions', () => {
  const ask = (to?: string) => el('iq', wire.client, { type: 'get', to })

  it.each([
    [undefined, undefined, true],
    [undefined, 'ann@x.test', true],
    [undefined, 'Ann@X.test', true],
    [undefined, 'ann@x.test/r', true],
    [undefined, 'x.test', true],
    [undefined, 'eve@x.test', false],
    [undefined, 'ann@x.test/other', false],
    ['ann@x.test', undefined, true],
    ['ann@x.test', 'x.test', false],
    ['x.test', 'x.test', true],
    ['x.test', undefined, true],
    ['bob@y.test/Phone', 'BOB@y.test/Phone', true],
    ['bob@y.test/Phone', 'bob@y.test/phone', false],
    ['bob@y.test/Phone', 'bob@y.test', false],
    ['bob@y.test', undefined, false],
    ['bob@y.test', 'y.test', false],
  ])('to %s are answered by %s: %s', async (to, from, accepted) => {
    const { stream, server, got } = await begun()
    const answer = stream.iq(ask(to))
    server.says(result(server.last('iq'), from, el('yes', 'urn:x')))
    if (!accepted) server.says(result(server.last('iq'), to, el('no', 'urn:x')))
    expect((await answer).children).toMatchObject([{ name: accepted ? 'yes' : 'no' }])
    expect(got).toEqual([])
  })

  it('have ids that nobody can guess, and only one answer', async () => {
    const { stream, server, got } = await begun()
    const answers = [stream.iq(ask('x.test')), stream.iq(ask('x.test'))]
    const [first, second] = server.sent.slice(-2)
    expect(first?.attrs.id).toMatch(/^[0-9a-f-]{36}$/)
    server.says(result(first, 'x.test'), result(first, 'x.test'), result(second, 'x.test'))
    expect((await Promise.all(answers)).map(({ attrs }) => attrs.id)).toEqual([first?.attrs.id, second?.attrs.id])
    expect(got).toEqual([])
  })

  it('fail with the meaning of the error', async () => {
    const { stream, server } = await begun()
    const answer = rejection(stream.iq(ask('x.test')))
    const error = el(
      'error',
      wire.client,
      { type: 'cancel' },
      el('item-not-found', wire.stanzaErrors),
      el('text', wire.stanzaErrors, {}, 'no such thing'),
    )
    server.says(el('iq', wire.client, { type: 'error', id: server.last('iq')?.attrs.id, from: 'x.test' }, ask(), error))
    expect(await answer).toMatchObject({ code: 'not-found', cause: 'item-not-found no such thing' })
  })

  it('fail when the stream ends', async () => {
    const { stream } = await begun()
    const answer = rejection(stream.iq(ask('x.test')))
    stream.abandon()
    expect(await answer).toMatchObject({ delivered: 'unknown' })
    expect(await stream.ended).toBeNull()
  })
})

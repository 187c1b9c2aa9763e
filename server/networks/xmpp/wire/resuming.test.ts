import { describe, expect, it } from 'vitest'
import type { NetworkError } from '../../network.ts'
import { el } from './element.ts'
import { createKept, type Kept } from './kept.ts'
import { wire } from './namespaces.ts'
import type { Resumable } from './stream.ts'
import { begun, bound, type Made, make, message, rejection, result, sm, store, streamError, type Wire } from './trial/made-stream.ts'

describe('resuming', () => {
  async function cut(kept: Kept, ...ids: string[]): Promise<Resumable> {
    const { stream, server } = await begun({ kept })
    server.says(message('in'))
    const resume = store(stream, 1)
    for (const id of ids) stream.send(id.startsWith('iq') ? el('iq', wire.client, { id, type: 'get' }) : message(id))
    server.listener.ended({ code: 'unreachable', message: 'cut' } as NetworkError)
    return resume as Resumable
  }
  async function resumed(kept: Kept, resume: Resumable, h: string): Promise<Made> {
    const made = make({ kept, resume })
    const asked = made.server.heard('resume')
    const begins = made.stream.begin()
    expect(await asked).toEqual(sm('resume', { h: '1', previd: 'stream-1' }))
    made.server.says(sm('resumed', { h, previd: 'stream-1' }), message('missed'))
    await begins
    return made
  }
  const messages = (server: Wire) => server.sent.filter(({ name }) => name === 'message' || name === 'iq').map(({ attrs }) => attrs.id)

  it('settles what the server has, repeats the rest but no questions, and goes on counting', async () => {
    const kept = createKept()
    const resume = await cut(kept, 'a', 'iq-1', 'b', 'c')
    const { stream, server, got, settled } = await resumed(kept, resume, '1')
    expect(stream).toMatchObject({ resumed: true, managed: true, jid: 'ann@x.test/r' })
    expect(messages(server)).toEqual(['b', 'c'])
    expect(settled).toEqual(['a'])
    server.says(sm('a', { h: '3' }))
    expect(settled).toEqual(['a', 'b', 'c'])
    expect(got).toEqual([{ id: 'missed', count: 2 }])
  })

  it('works in a new process from the checkpoint alone', async () => {
    const resume = JSON.parse(JSON.stringify(await cut(createKept(), 'a', 'b'))) as Resumable
    const { stream, server, got } = await resumed(createKept(), resume, '2')
    expect(messages(server)).toEqual([])
    expect(got).toEqual([{ id: 'missed', count: 2 }])
    const confirmed = stream.confirmed(message('c'))
    server.says(sm('a', { h: '3' }))
    await confirmed
  })

  it('does not believe a server that claims more than was sent', async () => {
    const kept = createKept()
    const resume = await cut(kept, 'a')
    const { stream, server } = make({ kept, resume })
    const asked = server.heard('resume')
    const begins = rejection(stream.begin())
    await asked
    server.says(sm('resumed', { h: '9', previd: 'stream-1' }))
    expect(await begins).toMatchObject({ code: 'protocol' })
    expect(server.destroyed).toBe(true)
  })

  it('binds anew when the server has forgotten, and settles what it still remembers', async () => {
    const kept = createKept()
    const resume = await cut(kept, 'a', 'b')
    const { stream, server, settled } = make({ kept, resume })
    const asked = server.heard('resume')
    const begins = stream.begin()
    await asked
    const binding = server.heard('iq')
    server.says(sm('failed', { h: '1' }))
    const bind = await binding
    const enabling = server.heard('enable')
    server.says(result(bind, undefined, bound))
    await enabling
    server.says(sm('enabled', { id: 'stream-2', resume: 'true' }))
    await begins
    expect(stream.resumed).toBe(false)
    expect(settled).toEqual(['a'])
    expect(kept.left.size).toBe(0)
  })

  it('drops what was under way when the server ended the stream twice', async () => {
    const kept = createKept()
    const first = await begun({ kept })
    const resume = store(first.stream, 0) as Resumable
    first.stream.send(message('poison'))
    first.server.says(streamError('not-well-formed'))
    expect(await first.stream.ended).toMatchObject({ code: 'protocol' })
    for (const repeated of [['poison'], []]) {
      const { stream, server } = make({ kept, resume })
      const asked = server.heard('resume')
      const begins = stream.begin()
      await asked
      server.says(sm('resumed', { h: '0', previd: 'stream-1' }))
      await begins
      expect(messages(server)).toEqual(repeated)
      server.says(streamError('policy-violation'))
      await stream.ended
    }
  })

  it('keeps nothing after a goodbye', async () => {
    const kept = createKept()
    const { stream, server } = await begun({ kept })
    stream.send(message('a'))
    const closing = stream.close()
    server.listener.ended({} as NetworkError)
    await closing
    expect(kept.left.size).toBe(0)
  })

  it('tells a server that hangs up instead of answering from one that has trouble', async () => {
    const kept = createKept()
    const { stream, server } = make({ kept, resume: await cut(kept) })
    const asked = server.heard('resume')
    const begins = rejection(stream.begin())
    await asked
    server.listener.ended({ code: 'unreachable', message: 'gone' } as NetworkError)
    await begins
    expect(stream.resumeRefused).toBe(true)
  })
})

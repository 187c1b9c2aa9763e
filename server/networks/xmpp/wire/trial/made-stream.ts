import type { NetworkError } from '../../../network.ts'
import { type Element, el } from '../element.ts'
import { createKept, type Kept } from '../kept.ts'
import { LiveStream } from '../live-stream.ts'
import { wire } from '../namespaces.ts'
import { serialize } from '../serializer.ts'
import type { Resumable, StreamOptions } from '../stream.ts'
import type { Listener, Transport } from '../transport.ts'

/** The server's side of a stream, in memory. */
export class Wire implements Transport {
  readonly secure = true
  listener: Listener = { element: () => {}, ended: () => {} }
  readonly sent: Element[] = []
  closed = false
  destroyed = false
  reading = true
  #wanted: { name: string; found(element: Element): void } | null = null

  open(): void {}
  send(element: Element): void {
    this.sent.push(element)
    if (element.name === this.#wanted?.name) this.#wanted.found(element)
  }
  close(): void {
    this.closed = true
  }
  destroy(): void {
    this.destroyed = true
  }
  pause(): void {
    this.reading = false
  }
  resume(): void {
    this.reading = true
  }
  /** The server says these, in one packet. */
  says(...elements: Element[]): void {
    this.listener.alive?.(elements.reduce((bytes, element) => bytes + serialize(element, wire.client).length, 0))
    for (const element of elements) this.listener.element(element)
  }
  /** The next element with this name that the client sends. */
  heard(name: string): Promise<Element> {
    return new Promise((found) => {
      this.#wanted = { name, found }
    })
  }
  last(name: string): Element | undefined {
    return this.sent.findLast((element) => element.name === name)
  }
}

export const sm = (name: string, attrs = {}) => el(name, wire.management, attrs)
export const message = (id: string, from?: string) => el('message', wire.client, { id, from })
export const result = (asked: Element | undefined, from: string | undefined, ...payload: Element[]) =>
  el('iq', wire.client, { type: 'result', id: asked?.attrs.id, from }, ...payload)
const features = [sm('sm'), el('bind', wire.bind)]
export const streamError = (condition: string) => el('error', wire.stream, {}, el(condition, wire.streamErrors))

export interface Made {
  readonly stream: LiveStream
  readonly server: Wire
  readonly got: { id: string | undefined; count: number }[]
  readonly settled: string[]
}

export function make(more: Partial<StreamOptions> & { kept?: Kept; offered?: Element[] } = {}): Made {
  const server = new Wire()
  const got: Made['got'] = []
  const settled: string[] = []
  const options: StreamOptions = {
    jid: 'ann@x.test',
    password: '',
    resource: 'r',
    service: undefined,
    resume: null,
    strongest: null,
    stop: new AbortController().signal,
    onStanza: (stanza, count) => got.push({ id: stanza.attrs.id, count }),
    onSettled: (again) => settled.push(...again.map(({ stanza }) => stanza.attrs.id ?? '')),
    log: () => {},
    ...more,
  }
  const signed = { transport: server, mechanism: 'PLAIN', features: more.offered ?? features, kept: more.kept ?? createKept() }
  return { stream: new LiveStream(options, signed), server, got, settled }
}
export const bound = el('bind', wire.bind, {}, el('jid', wire.bind, {}, 'ann@x.test/r'))

export async function begun(more: Parameters<typeof make>[0] = {}): Promise<Made> {
  const made = make(more)
  const asked = made.server.heard('iq')
  const begins = made.stream.begin()
  const enable = made.server.heard.bind(made.server, 'enable')
  const bind = await asked
  const enabling = more.offered ? null : enable()
  made.server.says(result(bind, undefined, bound))
  if (enabling) {
    await enabling
    made.server.says(sm('enabled', { id: 'stream-1', resume: 'true' }))
  }
  await begins
  return made
}
/** Stored with its checkpoint. */
export function store(stream: LiveStream, count: number): Resumable | null {
  const resumable = stream.resumable(count)
  stream.stored(count)
  return resumable
}
export const rejection = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: NetworkError) => error,
  )

import { NetworkError } from '../../network.ts'
import { child, childText, type Element, el } from './element.ts'
import { blamesUs, streamError } from './faults.ts'
import type { Kept, Left, Sent } from './kept.ts'
import { isCount, Ledger, later } from './ledger.ts'
import { wire } from './namespaces.ts'
import { Pace } from './pace.ts'
import { Pulse } from './pulse.ts'
import { domainOf, Queries } from './queries.ts'
import type { Resumable, Stream, StreamOptions } from './stream.ts'
import type { Transport } from './transport.ts'

/** So many stanzas may be unacknowledged before the server must say how far it is, and before we call it broken. */
const unackedLimits = { ask: 50, most: 10_000 }
/**
 * So many stanzas may wait to be stored before we stop reading, and before we read on. Storing them may need the answer to a question,
 * which comes behind them: while one is open we stop much later.
 */
const unstoredLimits = { pause: 5_000, pauseWhileAsking: 50_000, goOn: 2_500 }
/** The same in bytes that came since everything was stored: a server that sends only the largest stanzas must not fill the memory. */
const unstoredBytes = { pause: 16 * 1024 * 1024, pauseWhileAsking: 64 * 1024 * 1024 }
/** ms that the server has for its own goodbye. */
const goodbyeMs = 2_000

export interface Signed {
  readonly transport: Transport
  readonly mechanism: string
  readonly features: readonly Element[]
  readonly kept: Kept
}

/** The stream from signing in to its end. Everything that comes in is handled synchronously, so that counts cannot drift. */
export class LiveStream implements Stream {
  readonly mechanism: string
  readonly heedsInactivity: boolean
  readonly ended: Promise<NetworkError | null>
  jid: string
  resumed = false
  managed = false
  /** The server would not resume; a new stream is then worth a try. */
  resumeRefused = false
  readonly #options: StreamOptions
  readonly #transport: Transport
  readonly #kept: Kept
  readonly #queries: Queries
  readonly #pulse: Pulse
  /** It offers XEP-0198. */
  readonly #manages: boolean
  readonly #pace = new Pace({ tooFast: () => this.#hold('pace'), again: () => this.#release('pace') })
  readonly #finished = Promise.withResolvers<NetworkError | null>()
  #ledger = new Ledger<Sent>()
  #resumeId: string | null = null
  #location: string | null = null
  /** Waits for the answer to `enable` or `resume`. */
  #starting: PromiseWithResolvers<boolean> | null = null
  #resuming: Resumable | null = null
  #asking = false
  #closing = false
  /** Why nothing is read at the moment: too much waits to be stored, or it comes too fast. */
  readonly #held = new Set<'store' | 'pace'>()
  /** Came since everything was stored. */
  #bytes = 0
  #over: NetworkError | null = null

  constructor(options: StreamOptions, signed: Signed) {
    this.#options = options
    this.#transport = signed.transport
    this.#kept = signed.kept
    this.mechanism = signed.mechanism
    // Not the features themselves: they would hold on to all that the server said with them.
    this.heedsInactivity = offers(signed.features, 'csi', wire.inactivity)
    this.#manages = offers(signed.features, 'sm', wire.management)
    this.jid = options.jid
    this.ended = this.#finished.promise
    this.#queries = new Queries(options.jid)
    this.#pulse = new Pulse({
      probe: () => this.#probe(),
      dead: () => this.#end(new NetworkError('timeout', 'The server does not answer any more.')),
    })
    this.#transport.listener = {
      alive: (bytes) => {
        this.#bytes = this.#ledger.unstored === 0 ? bytes : this.#bytes + bytes
        this.#pulse.beat()
      },
      element: (element) => this.#element(element),
      ended: (error) => this.#end(this.#closing ? null : error),
    }
  }

  /** Resumes, or binds and turns on XEP-0198. Rejects with NetworkError. */
  async begin(): Promise<void> {
    if (this.#manages && this.#options.resume && (await this.#resume(this.#options.resume))) return
    await this.#bind()
    if (!this.#manages) return
    await this.#start(el('enable', wire.management, { resume: 'true' }))
  }

  send(stanza: Element): void {
    this.#transmit(stanza)
  }

  tell(element: Element): void {
    if (!this.#over) this.#transport.send(element)
  }

  confirmed(stanza: Element): Promise<void> {
    if (this.#over) return Promise.reject(new NetworkError('offline', 'There is no connection to the server.'))
    const confirmed = Promise.withResolvers<void>()
    this.#transmit(stanza, confirmed)
    return confirmed.promise
  }

  iq(stanza: Element): Promise<Element> {
    if (this.#over) return Promise.reject(new NetworkError('offline', 'There is no connection to the server.'))
    return this.#queries.ask(stanza, (query) => this.#transmit(query))
  }

  stored(count: number): void {
    const before = this.#ledger.acknowledged
    this.#ledger.stored(count)
    if (this.#ledger.unstored === 0) this.#bytes = 0
    if (this.#ledger.unstored < unstoredLimits.goOn && this.#bytes <= unstoredBytes.pause) this.#release('store')
    // The server has asked meanwhile, and would like to forget what we have.
    if (this.managed && this.#ledger.acknowledged !== before) this.#acknowledge()
  }

  resumable(count: number): Resumable | null {
    if (this.#resumeId === null) return null
    return { id: this.#resumeId, jid: this.jid, inbound: this.#ledger.offer(count), location: this.#location }
  }

  async close(): Promise<void> {
    if (!this.#over && !this.#closing) {
      this.#closing = true
      // What is stored need not be kept for us as undelivered.
      if (this.managed) this.#sendAcknowledgement(this.#ledger.storedEdge)
      this.#transport.close()
      const timer = setTimeout(() => this.#end(null), goodbyeMs)
      this.ended.then(() => clearTimeout(timer))
    }
    await this.ended
  }

  abandon(): void {
    this.#end(null)
  }

  async #bind(): Promise<void> {
    const answer = await this.iq(
      el('iq', wire.client, { type: 'set' }, el('bind', wire.bind, {}, el('resource', wire.bind, {}, this.#options.resource))),
    )
    const bound = child(answer, 'bind', wire.bind)
    const jid = bound && childText(bound, 'jid')
    if (!jid) throw new NetworkError('protocol', 'The server gave no address.')
    this.jid = jid
    this.#queries.bound(jid)
  }

  #start(request: Element): Promise<boolean> {
    if (this.#over) return Promise.reject(this.#over)
    this.#starting = Promise.withResolvers()
    this.#transport.send(request)
    return this.#starting.promise
  }

  /** What this process still knows of the stream to be resumed. */
  #left({ id, jid }: Resumable): Left | undefined {
    const left = this.#kept.left.get(jid)
    return left?.id === id ? left : undefined
  }

  #resume(resume: Resumable): Promise<boolean> {
    this.#resuming = resume
    this.jid = resume.jid
    this.#queries.bound(resume.jid)
    const left = this.#left(resume)
    const inbound = left ? later(left.inbound, resume.inbound) : resume.inbound
    this.#ledger = new Ledger(inbound, left?.acked)
    for (const sent of left?.unacked ?? []) this.#ledger.sent(sent)
    return this.#start(el('resume', wire.management, { h: String(inbound), previd: resume.id }))
  }

  #element(element: Element): void {
    this.#pace.count()
    try {
      if (element.xmlns === wire.management) this.#manage(element)
      else if (element.xmlns === wire.stream && element.name === 'error') this.#complaint(element)
      else if (element.xmlns === wire.client && ['message', 'presence', 'iq'].includes(element.name)) this.#stanza(element)
      else this.#options.log('xmpp.unknown-element', { name: element.name, xmlns: element.xmlns })
    } catch (cause) {
      this.#end(new NetworkError('bug', 'Parley stumbled over something the server sent.', { cause }))
    }
  }

  #stanza(stanza: Element): void {
    const answer = stanza.name === 'iq' && (stanza.attrs.type === 'result' || stanza.attrs.type === 'error')
    const count = this.#ledger.received(!answer)
    if (!answer) this.#options.onStanza(stanza, count)
    else if (!this.#queries.answer(stanza)) this.#options.log('xmpp.unasked-answer', { from: stanza.attrs.from })
    // Nobody else asks about what was sent with the questions: it would be kept until the next message.
    else if (this.managed && this.#queries.pending === 0) this.#askSoon()
    const limit = this.#queries.pending > 0 ? 'pauseWhileAsking' : 'pause'
    const { unstored } = this.#ledger
    const tooMuch = unstored > unstoredLimits[limit] || (unstored > 0 && this.#bytes > unstoredBytes[limit])
    if (tooMuch) this.#hold('store')
  }

  #hold(why: 'store' | 'pace'): void {
    if (this.#held.size === 0) this.#transport.pause()
    this.#held.add(why)
  }

  #release(why: 'store' | 'pace'): void {
    if (this.#held.delete(why) && this.#held.size === 0) this.#transport.resume()
  }

  #manage(element: Element): void {
    if (element.name === 'r') this.#acknowledge()
    else if (element.name === 'a') this.#acknowledged(Number(element.attrs.h))
    else if (this.#starting) this.#started(this.#starting, element)
    else this.#options.log('xmpp.unknown-element', { name: element.name })
  }

  #started(starting: PromiseWithResolvers<boolean>, element: Element): void {
    const resume = this.#resuming
    const h = Number(element.attrs.h)
    this.#starting = null
    this.#resuming = null
    if (element.name === 'resumed' && resume) this.#resumed(resume, h)
    else if (element.name === 'enabled' && !resume) this.#enabled(element)
    else if (resume) this.#refused(resume, h)
    if (this.#over) starting.reject(this.#over)
    else starting.resolve(this.managed)
  }

  /** From here on both sides count, from zero (XEP-0198 §4). */
  #enabled({ attrs }: Element): void {
    this.managed = true
    this.#ledger = new Ledger()
    const resumes = attrs.resume === 'true' || attrs.resume === '1'
    this.#resumeId = (resumes && attrs.id) || null
    this.#location = attrs.location ?? null
    this.#kept.left.delete(this.jid)
  }

  #resumed(resume: Resumable, h: number): void {
    this.managed = true
    this.resumed = true
    this.#resumeId = resume.id
    this.#location = resume.location
    const known = this.#left(resume) !== undefined
    this.#kept.left.delete(resume.jid)
    if (known || !isCount(h)) this.#acknowledged(h)
    if (this.#over) return
    const again = this.#ledger.unacked
    this.#ledger = new Ledger(this.#ledger.acknowledged, h)
    for (const sent of again) this.#sendAgain(sent)
  }

  /**
   * Questions are not repeated, whoever asked has been told that they failed. Neither is what was on its way when the server ended
   * the stream twice: it would end every further one.
   */
  #sendAgain({ stanza, strikes }: Sent): void {
    const question = stanza.name === 'iq' && (stanza.attrs.type === 'get' || stanza.attrs.type === 'set')
    if (strikes >= 2) this.#options.log('xmpp.dropped', { id: stanza.attrs.id })
    if (question || strikes >= 2) return
    this.#ledger.sent({ stanza, at: Date.now(), strikes, again: true })
    this.#transport.send(stanza)
    this.#askSoon()
  }

  /** The stream is lost for good, but the server may still say how far it had got. */
  #refused(resume: Resumable, h: number): void {
    this.resumeRefused = true
    this.#settle(this.#ledger.acknowledge(h) ?? [])
    this.#kept.left.delete(resume.jid)
    this.#ledger = new Ledger()
    this.jid = this.#options.jid
    this.#queries.bound(this.jid)
  }

  #complaint(error: Element): void {
    if (blamesUs(error)) for (const sent of this.#ledger.unacked) sent.strikes++
    this.#end(streamError(error, this.jid === this.#options.jid ? 'signing-in' : 'online'))
  }

  #transmit(stanza: Element, confirmed?: PromiseWithResolvers<void>): void {
    if (this.#over) return
    if (this.managed || confirmed)
      this.#ledger.sent({ stanza, at: Date.now(), strikes: 0, again: false, ...(confirmed ? { confirmed } : {}) })
    this.#transport.send(stanza)
    const { length } = this.#ledger.unacked
    if (length > unackedLimits.most) this.#end(new NetworkError('protocol', 'The server acknowledges nothing.'))
    else if (confirmed || stanza.name === 'message' || length % unackedLimits.ask === unackedLimits.ask - 1) this.#askSoon()
  }

  /** One question for everything that is sent in this turn. */
  #askSoon(): void {
    if (this.#asking) return
    this.#asking = true
    setImmediate(() => {
      this.#asking = false
      if (!this.#over && this.#ledger.unacked.length > 0) this.#probe()
    })
  }

  /** Makes the server say something: how far it is, if it counts, or anything at all. While we do not read, silence is our own. */
  #probe(): void {
    if (this.#held.size > 0) this.#pulse.beat()
    else if (this.managed) this.#transport.send(el('r', wire.management))
    else this.#ping()
  }

  /** The answer vouches for what was sent before it: a server takes what comes in order. */
  #ping(): void {
    const before = this.#ledger.outbound
    const ping = el('iq', wire.client, { type: 'get', to: domainOf(this.jid) }, el('ping', wire.ping))
    const answered = () => this.#acknowledged(later(before, this.#ledger.acked))
    this.#queries
      .ask(ping, (query) => this.#transport.send(query))
      .then(answered, (error: NetworkError) => {
        if (!this.#over && error.code !== 'timeout') answered()
      })
  }

  #acknowledged(count: number): void {
    const settled = this.#ledger.acknowledge(count)
    if (settled) this.#settle(settled)
    else this.#end(new NetworkError('protocol', 'The server acknowledges what was never sent.'))
  }

  #settle(settled: readonly Sent[]): void {
    for (const { confirmed } of settled) confirmed?.resolve()
    const earlier = settled.filter(({ again }) => again)
    if (earlier.length > 0) this.#options.onSettled?.(earlier)
  }

  #acknowledge(): void {
    this.#sendAcknowledgement(this.#ledger.acknowledged)
  }

  #sendAcknowledgement(count: number): void {
    this.#transport.send(el('a', wire.management, { h: String(count) }))
  }

  #end(error: NetworkError | null): void {
    if (this.#over) return
    this.#over = error ?? new NetworkError('offline', 'The connection was ended.', { delivered: 'unknown' })
    // Some servers just hang up on a number that they do not like; trying the same again would never end.
    this.resumeRefused ||= this.#resuming !== null
    const { code, message } = this.#over
    const unknown = new NetworkError(code, message, { delivered: 'unknown', cause: this.#over })
    this.#leave()
    this.#pulse.stop()
    this.#pace.stop()
    this.#transport.destroy()
    this.#starting?.reject(this.#over)
    this.#queries.end(unknown)
    for (const { confirmed } of this.#ledger.unacked) confirmed?.reject(unknown)
    this.#finished.resolve(error)
  }

  /** Keeps what a resume will need. */
  #leave(): void {
    if (this.#resumeId === null || this.#closing) return
    const unacked = this.#ledger.unacked.map(({ stanza, at, strikes }) => ({ stanza, at, strikes, again: true }))
    this.#kept.left.set(this.jid, { id: this.#resumeId, inbound: this.#ledger.acknowledged, acked: this.#ledger.acked, unacked })
  }
}

function offers(features: readonly Element[], name: string, xmlns: string): boolean {
  return features.some((feature) => feature.name === name && feature.xmlns === xmlns)
}

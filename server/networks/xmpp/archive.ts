import { randomUUID } from 'node:crypto'
import { NetworkError } from '../network.ts'
import { type Bound, introduced } from './bound.ts'
import { isFromOwnAccount, openArchived } from './envelope.ts'
import { readMessage } from './incoming.ts'
import { ns } from './namespaces.ts'
import { request } from './questions.ts'
import { acknowledge } from './receipts.ts'
import { child, childText, type Element, el } from './wire/element.ts'
import type { Stream } from './wire/stream.ts'

const pageSize = 50
/** What a new account brings along: enough to see what was going on, and still linked in a moment. */
const firstMessages = 300
/** A server that sends more than it was asked for is not listened to any further. */
const mostResults = 500

interface Page {
  readonly results: readonly Element[]
  readonly first: string | null
  readonly last: string | null
  /** There is nothing beyond this page. */
  readonly complete: boolean
}

/** Queries to our own archive (XEP-0313 with XEP-0059). Results are messages; they are put aside until their page is whole. */
export class Archive {
  readonly #me: string
  readonly #stream: Stream
  readonly #pages = new Map<string, Element[]>()

  constructor(me: string, stream: Stream) {
    this.#me = me
    this.#stream = stream
  }

  /** True when the stanza was a result, whether of a query of ours or forged. */
  collect(stanza: Element): boolean {
    const result = child(stanza, 'result', ns.archive)
    if (!result) return false
    const page = isFromOwnAccount(stanza, this.#me) ? this.#pages.get(result.attrs.queryid ?? '') : undefined
    if (page && page.length < mostResults) page.push(result)
    return true
  }

  async page(from: { after: string } | { before: string }): Promise<Page> {
    const queryid = randomUUID()
    const results: Element[] = []
    this.#pages.set(queryid, results)
    try {
      const answer = await this.#stream.iq(question(queryid, from))
      const fin = child(answer, 'fin', ns.archive)
      const set = fin && child(fin, 'set', ns.paging)
      if (!fin || !set) throw new NetworkError('protocol', 'The archive on the server gave an answer that makes no sense.')
      return {
        results,
        first: childText(set, 'first', ns.paging) ?? null,
        last: childText(set, 'last', ns.paging) ?? null,
        complete: fin.attrs.complete === 'true' || fin.attrs.complete === '1' || results.length === 0,
      }
    } finally {
      this.#pages.delete(queryid)
    }
  }
}

/** An empty `after` is the beginning of the archive, an empty `before` its end. */
function question(queryid: string, from: { after: string } | { before: string }): Element {
  const place =
    'before' in from
      ? [el('before', ns.paging, {}, ...(from.before ? [from.before] : []))]
      : from.after
        ? [el('after', ns.paging, {}, from.after)]
        : []
  const set = el('set', ns.paging, {}, el('max', ns.paging, {}, String(pageSize)), ...place)
  return request('set', el('query', ns.archive, { queryid }, set))
}

/** Brings in what the archive has after our mark, oldest first, each page with its mark; without a mark, the newest messages. */
export async function catchUp(bound: Bound): Promise<void> {
  const { archive, journal } = bound
  let after = journal.archive
  while (after !== null) {
    const page = await archive.page({ after }).catch((error: unknown) => {
      // Our mark has been deleted from the archive.
      if (error instanceof NetworkError && error.code === 'not-found') return null
      throw error
    })
    if (!page) break
    await store(bound, page.results, page.last ?? after)
    if (page.complete || page.last === null || page.last === after) return
    after = page.last
  }
  await newest(bound)
}

async function newest(bound: Bound): Promise<void> {
  const results: Element[] = []
  let before = ''
  let last: string | null = null
  while (results.length < firstMessages) {
    const page = await bound.archive.page({ before })
    results.unshift(...page.results)
    last ??= page.last
    if (page.complete || page.first === null || page.first === before) break
    before = page.first
  }
  // Nothing there yet: next time we begin at the beginning.
  await store(bound, results, last ?? '')
}

async function store(bound: Bound, results: readonly Element[], mark: string): Promise<void> {
  const envelopes = results.map((result) => openArchived(result, Date.now())).filter((envelope) => envelope !== null)
  const read = envelopes.map((envelope) => ({ envelope, ...readMessage(envelope, bound.me, bound.roster) }))
  const events = introduced(
    bound,
    read.flatMap((one) => one.events),
  )
  const firstTime = bound.journal.archive === null
  await bound.journal.stored(events, { archive: mark })
  if (firstTime) return
  for (const { envelope, wantsReceipt } of read) if (wantsReceipt) acknowledge(bound, envelope, wantsReceipt)
}

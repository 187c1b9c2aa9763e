import type { Caller, Entry } from './caller.ts'

// biome-ignore lint/suspicious/noExplicitAny: this side knows only URLs, so it knows no types
type Thing = any
interface Page {
  readonly feed: string
  readonly from: number
  readonly to: number
  readonly changes: readonly Entry[]
}

/** What a browser knows: everything its feeds have said, whatever became of connection and server meanwhile. */
export interface Mirror {
  /** Everything there is of one kind. */
  all(kind: string): Thing[]
  /** The newest link state of an account that was shown, and all of them in order. */
  links(account: string): readonly string[]
  /** Resolves with the first truthy answer, asked now and after everything the server says. */
  until<Found>(look: (mirror: Mirror) => Found | undefined | null | false): Promise<Found>
}

/** Begins with a snapshot; from then on pushes that fit are applied, and gaps are pulled (S9). */
export async function startMirror(caller: Caller): Promise<Mirror> {
  const { socket } = caller
  const entries = new Map<string, Entry>()
  const cursors: Record<string, number> = {}
  const shown = new Map<string, string[]>()
  const watchers = new Set<() => void>()
  const changed = () => {
    for (const watch of [...watchers]) watch()
  }
  const apply = (changes: readonly Entry[]) => {
    for (const change of changes) {
      const known = entries.get(`${change.kind} ${change.id}`)
      if (!known || known.rev <= change.rev) entries.set(`${change.kind} ${change.id}`, change)
    }
    changed()
  }
  const advance = (page: Page) => {
    cursors[page.feed] = Math.max(page.to, cursors[page.feed] ?? 0)
    apply(page.changes)
  }
  const pull = async (feed: string) => {
    for (let more = true; more; ) {
      const page = await caller.ask('sync.pull', { feed, from: cursors[feed] })
      if (page.reset) throw new Error(`the server has forgotten feed ${feed}`)
      advance(page)
      more = page.more
    }
  }
  // The next connection pulls again whatever this one did not get.
  const pullWhileConnected = (feed: string) => void pull(feed).catch((error) => socket.connected && socket.emit('error', error))
  socket.on('sync', (page: Page) => {
    if (cursors[page.feed] === page.from) advance(page)
    else if (cursors[page.feed] !== undefined) pullWhileConnected(page.feed)
  })
  socket.on('hints', (hints: readonly Thing[]) => {
    for (const hint of hints) if (hint.type === 'link') shown.set(hint.account, [...(shown.get(hint.account) ?? []), hint.state])
    changed()
  })
  socket.on('connect', () => Object.keys(cursors).forEach(pullWhileConnected))
  const snapshot: { cursors: Record<string, number>; changes: Entry[] } = await caller.ask('sync.snapshot')
  Object.assign(cursors, snapshot.cursors)
  apply(snapshot.changes)
  Object.keys(cursors).forEach(pullWhileConnected)
  const mirror: Mirror = {
    all: (kind) => [...entries.values()].filter((entry) => entry.kind === kind && entry.entity !== null).map(({ entity }) => entity),
    links: (account) => shown.get(account) ?? [],
    until: (look) =>
      new Promise((resolve) => {
        const watch = () => {
          const found = look(mirror)
          if (!found) return
          watchers.delete(watch)
          resolve(found)
        }
        watchers.add(watch)
        watch()
      }),
  }
  return mirror
}

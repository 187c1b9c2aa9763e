import type { Looking } from './looking.ts'

/** The tabs of one browser, which should speak with one voice. */
export interface Tabs {
  /** Does somebody look at any of them? */
  looking(): boolean
  /** Is this the one that notifies? */
  speaks(): boolean
  stop(): void
}

interface Means {
  readonly looking: Looking
  readonly locks: LockManager | undefined
  readonly channel: BroadcastChannel | null
}

type Word = { readonly tab: string; readonly looking: boolean } | 'who looks?'

/** Where the browser has no locks or no channel, each tab takes itself for the only one. */
export function joinTabs(name: string, { looking, locks, channel }: Means): Tabs {
  const tab = crypto.randomUUID()
  const others = new Set<string>()
  let speaks = !locks
  const leave = new AbortController()
  const say = (word: Word) => channel?.postMessage(word)
  const tell = () => say({ tab, looking: looking.now() })
  const unwatch = looking.onChange(tell)
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Word>) => {
      if (data === 'who looks?') tell()
      else if (data.looking) others.add(data.tab)
      else others.delete(data.tab)
    }
  }
  say('who looks?')
  tell()
  // The lock is held until the tab goes; then the next in line speaks.
  const speak = () => {
    speaks = true
    return new Promise<void>((resolve) => leave.signal.addEventListener('abort', () => resolve()))
  }
  locks?.request(name, { signal: leave.signal }, speak).catch(() => {
    speaks = true
  })
  return {
    looking: () => looking.now() || others.size > 0,
    speaks: () => speaks,
    stop() {
      say({ tab, looking: false })
      unwatch()
      leave.abort()
      channel?.close()
    },
  }
}

/** Null where the browser keeps this page to itself. */
export function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name)
  } catch {
    return null
  }
}

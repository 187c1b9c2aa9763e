import type { Hint } from '../../contract/sync.ts'

/** What two hints have in common when the later one makes the earlier one void. */
function subject(hint: Hint): string {
  switch (hint.type) {
    case 'typing':
      return `typing ${hint.conversation} ${hint.person}`
    case 'presence':
      return `presence ${hint.person}`
    case 'link':
      return `link ${hint.account}`
    case 'members':
      return `members ${hint.conversation}`
  }
}

interface Outlet {
  send(hints: readonly Hint[]): void
  /** Resolves when the browser has taken what was sent. */
  drained(): Promise<void>
}

/** Hands hints to one browser; while it is slow they wait here, only the newest about each thing. */
export function createHintBox({ send, drained }: Outlet): (hints: readonly Hint[]) => void {
  const waiting = new Map<string, Hint>()
  let busy = false
  const empty = async () => {
    busy = true
    while (waiting.size > 0) {
      send([...waiting.values()])
      waiting.clear()
      await drained()
    }
    busy = false
  }
  return (hints) => {
    for (const hint of hints) waiting.set(subject(hint), hint)
    if (!busy) void empty()
  }
}

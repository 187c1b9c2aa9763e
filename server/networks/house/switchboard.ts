import type { Hint, PersonKey } from '../network.ts'

export interface Shown {
  readonly show: 'online' | 'away' | 'busy' | 'offline'
  readonly text: string
}
/** One live session as the others see it. */
export interface Line {
  readonly me: PersonKey
  hint(hint: Hint): void
  /** What others see of this person, already veiled. */
  shown: Shown
  /** Who was told `shown`, and so must be told when it ends: without asking the book, which may be closing. */
  told: Set<PersonKey>
}

export interface Switchboard {
  open(line: Line): void
  close(line: Line): void
  line(person: PersonKey): Line | undefined
  /** To those of these people who are here. */
  hint(people: Iterable<PersonKey>, hint: Hint): void
  show(line: Line, shown: Shown, watchers: readonly PersonKey[]): void
  /** Two people begin to see each other's presence, or cease to. */
  link(one: PersonKey, other: PersonKey, on: boolean): void
}

const offline: Shown = { show: 'offline', text: '' }

export function createSwitchboard(): Switchboard {
  const lines = new Map<PersonKey, Line>()
  const board: Switchboard = {
    open(line) {
      const before = lines.get(line.me)
      if (before) Object.assign(line, { shown: before.shown, told: before.told })
      lines.set(line.me, line)
    },
    close(line) {
      // The next session of the same person may have begun before this one has ended.
      if (lines.get(line.me) !== line) return
      lines.delete(line.me)
      board.hint(line.told, presence(line.me, offline))
    },
    line: (person) => lines.get(person),
    hint(people, hint) {
      for (const person of people) lines.get(person)?.hint(hint)
    },
    show(line, shown, watchers) {
      line.shown = shown
      for (const watcher of watchers) line.told.add(watcher)
      board.hint(watchers, presence(line.me, shown))
    },
    link(one, other, on) {
      introduce(board, { watched: one, watcher: other }, on)
      introduce(board, { watched: other, watcher: one }, on)
    },
  }
  return board
}

export function presence(from: PersonKey, shown: Shown): Hint {
  return { type: 'presence', from, ...shown }
}

function introduce(board: Switchboard, { watched, watcher }: { watched: PersonKey; watcher: PersonKey }, on: boolean) {
  const line = board.line(watched)
  if (line === undefined) return
  const known = line.told.has(watcher)
  if (on) line.told.add(watcher)
  else line.told.delete(watcher)
  if (on !== known) board.line(watcher)?.hint(presence(watched, on ? line.shown : offline))
}

import type { Log } from '../log.ts'

/** Keeps what was logged. */
export class TrialLog implements Log {
  readonly lines: { level: 'info' | 'warn' | 'error'; facts: Readonly<Record<string, unknown>>; what: string }[] = []

  info(facts: Readonly<Record<string, unknown>>, what: string): void {
    this.lines.push({ level: 'info', facts, what })
  }
  warn(facts: Readonly<Record<string, unknown>>, what: string): void {
    this.lines.push({ level: 'warn', facts, what })
  }
  error(facts: Readonly<Record<string, unknown>>, what: string): void {
    this.lines.push({ level: 'error', facts, what })
  }
  get errors(): readonly string[] {
    return this.lines.filter(({ level }) => level === 'error').map(({ what }) => what)
  }
}

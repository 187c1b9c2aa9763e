/** What the core needs of pino. Never secrets, never message text. */
export interface Log {
  info(facts: Readonly<Record<string, unknown>>, what: string): void
  warn(facts: Readonly<Record<string, unknown>>, what: string): void
  error(facts: Readonly<Record<string, unknown>>, what: string): void
}

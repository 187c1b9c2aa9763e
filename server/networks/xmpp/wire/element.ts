/** An XML element with its namespace resolved: `xmlns` is always the one in force, prefixes are gone. */
export interface Element {
  readonly name: string
  readonly xmlns: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
}

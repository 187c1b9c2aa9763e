/** An XML element with its namespace resolved: `xmlns` is always the one in force, prefixes are gone. */
export interface Element {
  readonly name: string
  readonly xmlns: string
  /** Without namespace, but `xml:lang` and its like keep their name; attributes of other namespaces are dropped. */
  readonly attrs: Readonly<Record<string, string>>
  readonly children: readonly (Element | string)[]
}

/** Attributes that are undefined are left out. */
export function el(
  name: string,
  xmlns: string,
  attrs: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Element | string)[]
): Element {
  const present: Record<string, string> = {}
  for (const [key, value] of Object.entries(attrs)) if (value !== undefined) present[key] = value
  return { name, xmlns, attrs: present, children }
}

/** Child elements in the parent's namespace or the given one, with this name or any. */
export function children(of: Element, name?: string, xmlns: string = of.xmlns): Element[] {
  return of.children.filter(
    (item): item is Element => typeof item !== 'string' && item.xmlns === xmlns && (name === undefined || item.name === name),
  )
}

export function child(of: Element, name: string, xmlns: string = of.xmlns): Element | undefined {
  return of.children.find((item): item is Element => typeof item !== 'string' && item.name === name && item.xmlns === xmlns)
}

/** The element's own text, without that of its children. */
export function textOf(of: Element): string {
  return of.children.map((item) => (typeof item === 'string' ? item : '')).join('')
}

/** Undefined if there is no such child. */
export function childText(of: Element, name: string, xmlns: string = of.xmlns): string | undefined {
  const found = child(of, name, xmlns)
  return found && textOf(found)
}

import { XmlError } from './xml-error.ts'

type Bindings = Readonly<Record<string, string>>

export interface Resolved {
  readonly name: string
  readonly xmlns: string
  readonly attrs: Readonly<Record<string, string>>
}

const xml = 'http://www.w3.org/XML/1998/namespace'

/** What is bound before anything is declared. */
const outside: Bindings = Object.assign(Object.create(null), { '': '', xml })

/**
 * Namespaces in XML 1.0 over a stack of open elements. Our own, because the parser's takes seconds for a deep document;
 * an element that declares nothing shares its parent's bindings.
 */
export class Scopes {
  readonly #stack: Bindings[] = [outside]

  enter(tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }): Resolved {
    const inherited = this.#stack.at(-1) as Bindings
    const bindings = declared(tag.attributes, inherited)
    this.#stack.push(bindings)
    const [prefix, name] = split(tag.name)
    return { name, xmlns: bound(bindings, prefix), attrs: plainAttributes(tag.attributes, bindings) }
  }

  leave(): void {
    this.#stack.pop()
  }
}

function declared(attributes: Readonly<Record<string, string>>, inherited: Bindings): Bindings {
  let bindings: Record<string, string> | undefined
  for (const key in attributes) {
    if (key !== 'xmlns' && !key.startsWith('xmlns:')) continue
    const prefix = key.slice('xmlns:'.length)
    const uri = attributes[key] ?? ''
    if (prefix === 'xml' || prefix === 'xmlns' || (prefix !== '' && uri === '') || uri === xml) {
      throw new XmlError(`The prefix ${prefix} cannot be bound to "${uri}".`)
    }
    bindings ??= Object.create(inherited) as Record<string, string>
    bindings[prefix] = uri
  }
  return bindings ?? inherited
}

function plainAttributes(attributes: Readonly<Record<string, string>>, bindings: Bindings): Record<string, string> {
  const plain: Record<string, string> = Object.create(null)
  for (const key in attributes) {
    if (key === 'xmlns' || key.startsWith('xmlns:')) continue
    const [prefix] = split(key)
    if (prefix !== '') bound(bindings, prefix)
    if (prefix === '' || prefix === 'xml') plain[key] = attributes[key] ?? ''
  }
  return plain
}

function split(qualified: string): [prefix: string, name: string] {
  const at = qualified.indexOf(':')
  if (at === -1) return ['', qualified]
  const name = qualified.slice(at + 1)
  if (at === 0 || name === '' || name.includes(':')) throw new XmlError(`${qualified} is not a name.`)
  return [qualified.slice(0, at), name]
}

function bound(bindings: Bindings, prefix: string): string {
  const uri = bindings[prefix]
  if (uri === undefined) throw new XmlError(`The prefix ${prefix} is not bound.`)
  return uri
}

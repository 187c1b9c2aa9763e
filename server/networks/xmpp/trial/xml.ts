import { readFileSync } from 'node:fs'
import type { Element } from '../wire/element.ts'
import { StreamParser } from '../wire/parser.ts'

/** The stanzas of this text, as a stream would give them. */
export function stanzas(xml: string): Element[] {
  const found: Element[] = []
  const parser = new StreamParser({ opened() {}, closed() {}, element: (element) => found.push(element) })
  parser.write(`<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>${xml}`)
  return found
}

export function stanza(xml: string): Element {
  const [first] = stanzas(xml)
  if (!first) throw new Error('There is no stanza in this.')
  return first
}

/** A stanza as it was on the wire, out of `samples/`. */
export function sample(name: string): Element {
  return stanza(readFileSync(new URL(`../samples/${name}.xml`, import.meta.url), 'utf8'))
}

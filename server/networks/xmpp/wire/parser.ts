import { StringDecoder } from 'node:string_decoder'
import { type SaxesAttributePlain, SaxesParser, type SaxesStartTagPlain, type SaxesTagPlain } from 'saxes'
import type { Element } from './element.ts'
import { Scopes } from './scopes.ts'
import { XmlError } from './xml-error.ts'

export const parserLimits = {
  /** Of one stanza; a stanza may be larger by the one chunk in which it ends. */
  stanzaBytes: 1024 * 1024,
  /** Levels below the stream's root. */
  depth: 64,
  attributes: 64,
} as const

export interface ParserEvents {
  /** The root's start tag, without children. */
  opened(root: Element): void
  /** A complete child of the root. */
  element(element: Element): void
  /** The root's end tag. */
  closed(): void
}

interface Open {
  readonly name: string
  readonly xmlns: string
  readonly attrs: Readonly<Record<string, string>>
  readonly children: (Element | string)[]
}

/**
 * A class of its own so that V8 leaves room in the object for the handlers: one without room becomes a dictionary of 3 KiB,
 * which is also slower to look things up in.
 */
class Sax extends SaxesParser<{ position: false; xmlns: false }> {
  constructor() {
    super({ position: false, xmlns: false })
  }
}

/** One stream's bytes into elements, however they are cut into chunks. The first fault throws XmlError and ends it. */
export class StreamParser {
  readonly #events: ParserEvents
  readonly #sax = new Sax()
  readonly #decoder = new StringDecoder('utf8')
  readonly #scopes = new Scopes()
  readonly #open: Open[] = []
  #attributes = 0
  /** Bytes since the last stanza ended. */
  #pending = 0
  #broken = false

  constructor(events: ParserEvents) {
    this.#events = events
    const refuse = (what: string) => () => {
      throw new XmlError(`${what} is not allowed.`)
    }
    this.#sax.on('error', (error) => {
      throw new XmlError(error.message)
    })
    this.#sax.on('doctype', refuse('A document type'))
    this.#sax.on('comment', refuse('A comment'))
    this.#sax.on('processinginstruction', refuse('A processing instruction'))
    this.#sax.on('opentagstart', (tag) => this.#start(tag))
    this.#sax.on('attribute', (attribute) => this.#attribute(attribute))
    this.#sax.on('opentag', (tag) => this.#opened(tag))
    this.#sax.on('closetag', () => this.#closed())
    this.#sax.on('text', (text) => this.#text(text))
    this.#sax.on('cdata', (text) => this.#text(text))
  }

  /** No stanza has begun that has not ended. */
  get between(): boolean {
    return this.#open.length === 1
  }

  write(chunk: Uint8Array | string): void {
    if (this.#broken) return
    try {
      this.#pending += chunk.length
      this.#sax.write(typeof chunk === 'string' ? chunk : this.#decoder.write(chunk))
      if (this.#pending > parserLimits.stanzaBytes) throw new XmlError('A stanza is too large.')
    } catch (error) {
      this.#broken = true
      throw error
    }
  }

  #start(tag: SaxesStartTagPlain): void {
    this.#attributes = 0
    if (this.#open.length > parserLimits.depth) throw new XmlError(`<${tag.name}> is nested too deeply.`)
  }

  #attribute({ name }: SaxesAttributePlain): void {
    if (++this.#attributes > parserLimits.attributes) throw new XmlError(`Too many attributes, at ${name}.`)
  }

  #opened(tag: SaxesTagPlain): void {
    const open = { ...this.#scopes.enter(tag), children: [] }
    this.#open.push(open)
    if (this.#open.length === 1) this.#events.opened(open)
  }

  #closed(): void {
    const done = this.#open.pop()
    if (!done) return
    this.#scopes.leave()
    const parent = this.#open.at(-1)
    if (!parent) this.#events.closed()
    else if (this.#open.length > 1) parent.children.push(done)
    else {
      this.#pending = 0
      this.#events.element(done)
    }
  }

  #text(text: string): void {
    const parent = this.#open.at(-1)
    if (parent && this.#open.length > 1) parent.children.push(text)
    // Between stanzas only the white space that keeps connections alive.
    else if (/[^ \t\r\n]/.test(text)) throw new XmlError('There is text between stanzas.')
  }
}

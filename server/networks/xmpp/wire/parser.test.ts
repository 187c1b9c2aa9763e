import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Element, el } from './element.ts'
import { parserLimits, StreamParser } from './parser.ts'
import { serialize } from './serializer.ts'
import { XmlError } from './xml-error.ts'

const header = '<?xml version="1.0"?><stream:stream xmlns="jabber:client" xmlns:stream="http://etherx.jabber.org/streams" id="1">'

/** What the chunks are understood as, behind a stream header. */
function parse(...chunks: (string | Uint8Array)[]): Element[] {
  const elements: Element[] = []
  const parser = new StreamParser({ opened: () => {}, element: (element) => elements.push(element), closed: () => {} })
  for (const chunk of [header, ...chunks]) parser.write(chunk)
  return elements
}
const client = (name: string, attrs = {}, ...children: (Element | string)[]) => el(name, 'jabber:client', attrs, ...children)

describe('the parser', () => {
  it('understands a stream from its header to its end', () => {
    const seen: unknown[] = []
    const parser = new StreamParser({
      opened: (root) => seen.push(root),
      element: (element) => seen.push(element.name),
      closed: () => seen.push('closed'),
    })
    parser.write(`${header}<presence/> \n<stream:features/></stream:stream>`)
    expect(seen).toEqual([el('stream', 'http://etherx.jabber.org/streams', { id: '1' }), 'presence', 'features', 'closed'])
  })

  it('gives the same for every cut of the bytes', () => {
    const bytes = Buffer.from('<message to="zoë@x"><body>é€😀\r\n&amp;&#x1F600;<![CDATA[<ü>]]></body></message>')
    const whole = parse(bytes)
    expect(whole).toEqual([client('message', { to: 'zoë@x' }, client('body', {}, 'é€😀\n&😀', '<ü>'))])
    for (let cut = 1; cut < bytes.length; cut++) expect(parse(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual(whole)
    expect(parse(...Array.from(bytes, (byte) => Uint8Array.of(byte)))).toEqual(whole)
  })

  it('resolves namespaces', () => {
    const [element] = parse('<a:x xmlns:a="one" xmlns="two" a:k="dropped" xml:lang="de" k="v"><y/><a:z xmlns:a="three"/><a:w/></a:x>')
    expect(element).toEqual(el('x', 'one', { 'xml:lang': 'de', k: 'v' }, el('y', 'two'), el('z', 'three'), el('w', 'one')))
  })

  it('is not led astray by names of Object', () => {
    const [element] = parse('<message __proto__="a" constructor="b"/>')
    expect(Object.entries(element?.attrs ?? {})).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ])
    expect(() => parse('<constructor:message/>')).toThrow(XmlError)
  })

  it.each([
    ['an undefined entity', '<a>&bogus;</a>'],
    ['a forbidden character reference', '<a>&#1;</a>'],
    ['a null character', '<a>\0</a>'],
    ['a comment', '<a><!-- x --></a>'],
    ['a processing instruction', '<a><?php x ?></a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'],
    ['a second XML declaration', '<?xml version="1.0"?><a/>'],
    ['a duplicate attribute', '<a b="1" b="2"/>'],
    ['an unbound prefix', '<a:b/>'],
    ['an unbound prefix of an attribute', '<a b:c="d"/>'],
    ['a prefix bound to nothing', '<a xmlns:b=""/>'],
    ['a new meaning of xml', '<a xmlns:xml="b"/>'],
    ['a new meaning of xmlns', '<a xmlns:xmlns="b"/>'],
    ['two colons', '<a:b:c xmlns:a="d"/>'],
    ['< in an attribute', '<a b="<"/>'],
    ['the wrong end tag', '<a></b>'],
    ['text between stanzas', '<a/>text<a/>'],
    ['something behind the end', '</stream:stream><a/>'],
  ])('refuses %s', (_name, xml) => {
    expect(() => parse(xml)).toThrow(XmlError)
  })

  it('says nothing more after the first fault', () => {
    const elements: Element[] = []
    const parser = new StreamParser({ opened: () => {}, element: (element) => elements.push(element), closed: () => {} })
    expect(() => parser.write(`${header}<a/><b>&bogus;</b><c/>`)).toThrow(XmlError)
    parser.write('<d/>')
    expect(elements.map(({ name }) => name)).toEqual(['a'])
  })

  it('limits depth', () => {
    const nested = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels)
    expect(parse(nested(parserLimits.depth))).toHaveLength(1)
    expect(() => parse(nested(parserLimits.depth + 1))).toThrow(XmlError)
    expect(() => parse('<a>'.repeat(100_000))).toThrow(XmlError)
  })

  it('limits attributes, declarations included', () => {
    const attributes = (count: number) => `<a ${Array.from({ length: count }, (_, i) => `a${i}="x"`).join(' ')}/>`
    expect(parse(attributes(parserLimits.attributes))).toHaveLength(1)
    expect(() => parse(attributes(parserLimits.attributes + 1))).toThrow(XmlError)
  })

  it('limits the size of a stanza, not of a stream', () => {
    const kilobyte = 'x'.repeat(1024)
    const chunks = (kilobytes: number) => ['<a>', ...Array.from({ length: kilobytes }, () => kilobyte)]
    expect(() => parse(...chunks(1025))).toThrow(XmlError)
    expect(parse(...chunks(900), '</a>', ...chunks(900), '</a>')).toHaveLength(2)
    expect(() => parse(`<a b="`, ...chunks(0).slice(1), ...Array.from({ length: 1025 }, () => kilobyte))).toThrow(XmlError)
  })
})

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/)
const text = fc.string({ unit: 'binary' })
const { tree } = fc.letrec<{ tree: Element }>((tie) => ({
  tree: fc
    .tuple(
      name,
      fc.constantFrom('jabber:client', 'urn:a', 'b&"<\'>'),
      fc.dictionary(name, text, { maxKeys: 3 }),
      fc.array(fc.oneof({ maxDepth: 4 }, text, tie('tree')), { maxLength: 3 }),
    )
    .map(([tag, xmlns, attrs, children]) => el(tag, xmlns, attrs, ...children)),
}))

describe('the serializer', () => {
  it('writes what the parser reads back, but for characters that XML cannot carry', () => {
    fc.assert(
      fc.property(tree, (element) => {
        const once = parse(serialize(element, 'jabber:client'))
        expect(once).toHaveLength(1)
        expect(parse(serialize(once[0] as Element, 'jabber:client'))).toEqual(once)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps every writable character', () => {
    const body = 'a\t\n\r<>&"\'é😀\u0085\u2028'
    expect(parse(serialize(client('message', { id: body }, body), 'jabber:client'))).toEqual([client('message', { id: body }, body)])
  })

  it('leaves out what would make the server end the stream', () => {
    expect(serialize(client('body', { a: '\u0000' }, '\u0001\u000ba\ufffe\ud800b'), 'jabber:client')).toBe('<body a="">a\ufffdb</body>')
  })

  it('declares a namespace only where it changes', () => {
    const iq = client('iq', {}, el('query', 'urn:a', {}, el('item', 'urn:a')))
    expect(serialize(iq, 'jabber:client')).toBe('<iq><query xmlns="urn:a"><item/></query></iq>')
    expect(serialize(iq, '')).toBe('<iq xmlns="jabber:client"><query xmlns="urn:a"><item/></query></iq>')
  })
})

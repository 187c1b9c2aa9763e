import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Element } from './element.ts'
import { StreamParser } from './parser.ts'
import { XmlError } from './xml-error.ts'

const pieces = fc.constantFrom(
  '<a>',
  '</a>',
  '<a/>',
  '<x:y xmlns:x="u">',
  '</x:y>',
  '<',
  '>',
  '/',
  '"',
  "'",
  '=',
  '&',
  '&amp;',
  '&#',
  ';',
  '<!',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<?',
  '?>',
  '<!DOCTYPE',
  'xmlns',
  'xmlns:',
  ':',
  ' ',
  '\n',
  '\r',
  'é',
  '😀',
  '\0',
  '</stream:stream>',
  '<message to="b"><body>hi</body></message>',
)
const bytes = fc.oneof(
  { weight: 3, arbitrary: fc.array(pieces, { maxLength: 30 }).map((list) => Buffer.from(list.join(''))) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((raw) => Buffer.from(raw)) },
)

function outcome(chunks: readonly Uint8Array[]): { elements: Element[]; refused: boolean } {
  const elements: Element[] = []
  const parser = new StreamParser({ opened: () => {}, element: (element) => elements.push(element), closed: () => {} })
  parser.write('<stream:stream xmlns="jabber:client" xmlns:stream="s">')
  try {
    for (const chunk of chunks) parser.write(chunk)
    return { elements, refused: false }
  } catch (error) {
    expect(error).toBeInstanceOf(XmlError)
    return { elements, refused: true }
  }
}

it('understands or refuses whatever comes, the same however it is cut', () => {
  fc.assert(
    fc.property(bytes, fc.nat(60), (input, at) => {
      const cut = Math.min(at, input.length)
      expect(outcome([input.subarray(0, cut), input.subarray(cut)])).toEqual(outcome([input]))
    }),
    { numRuns: 12_000, seed: 6120 },
  )
})

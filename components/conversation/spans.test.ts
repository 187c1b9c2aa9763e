import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Span, spansOf } from './spans.ts'

const links = (text: string) => spansOf(text).flatMap((span) => (span.type === 'link' ? [span.href] : []))
const plain = (spans: readonly Span[]): string => spans.map((span) => ('spans' in span ? plain(span.spans) : span.text)).join('')

test.each([
  ['see https://example.org/a?b=c#d.', ['https://example.org/a?b=c#d']],
  ['(https://example.org)', ['https://example.org']],
  ['https://en.wikipedia.org/wiki/Parley_(talk)', ['https://en.wikipedia.org/wiki/Parley_(talk)']],
  ['[https://example.org/x],', ['https://example.org/x']],
  ['www.example.org!', ['https://www.example.org']],
  ['mailto:ada@example.org and xmpp:room@example.org?join', ['mailto:ada@example.org', 'xmpp:room@example.org?join']],
  ['javascript:alert(1) data:text/html,x file:///etc vbscript:x', []],
  ['https:// http://[ x', []],
  ['`https://example.org`', []],
  ['*https://example.org*', ['https://example.org']],
])('links in %j are %j', (text, expected) => {
  const inside = (spans: readonly Span[]): string[] =>
    spans.flatMap((span) => ('spans' in span ? inside(span.spans) : span.type === 'link' ? [span.href] : []))
  expect(inside(spansOf(text))).toEqual(expected)
})

test('XEP-0393: styling hugs its text and stands between spaces', () => {
  expect(spansOf('so *very _much_* ~no~').map((span) => span.type)).toEqual(['text', 'strong', 'text', 'strike'])
  for (const text of ['2*3*4', 'a * b * c', 'snake_case_name', '*.ts, *.js', '* a *', '**', '~/a and ~/b']) {
    expect(spansOf(text)).toEqual([{ type: 'text', text }])
  }
})

test('markup stays text', () => {
  const text = '<img src=x onerror=alert(1)> &amp; **'
  expect(spansOf(text)).toEqual([{ type: 'text', text }])
})

test('no letter is lost, and every link is safe, whatever people write', () => {
  const words = fc.constantFrom('*', '_', '~', '`', ' ', '\n', 'https://a.b/', 'www.', 'javascript:', ')', '(', '.', 'ada', '🦊')
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      const bare = (value: string) => value.replace(/[*_~`]/g, '')
      expect(bare(plain(spansOf(text)))).toBe(bare(text))
      for (const href of links(text)) expect(href).toMatch(/^(https?|mailto|xmpp):/i)
    }),
  )
})

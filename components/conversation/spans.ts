/** A stretch of text within a line. Links are only ever of a safe scheme. */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly href: string }
  | { readonly type: 'strong' | 'emphasis' | 'strike'; readonly spans: readonly Span[] }

const safe = new Set(['http:', 'https:', 'mailto:', 'xmpp:'])
const styles = { '*': 'strong', _: 'emphasis', '~': 'strike' } as const

/** The counts are bounded, so that a long hostile line costs time in proportion to its length and not to its square. */
const token = new RegExp(
  [
    '(?<code>`[^`\\n]+`)',
    '(?<link>\\b(?:https?://|www\\.|mailto:|xmpp:)[^\\s<>"“”]{1,2000})',
    // XEP-0393 §4: a directive stands after a space, hugs its text, and ends on the same line.
    '(?<=^|[\\s(\\["\'])(?<mark>[*_~])(?<styled>(?=\\S)[^\\n]{0,500}?\\S)\\k<mark>(?=$|[\\s)\\]"\',;:]|[.!?]+(?:\\s|$))',
  ].join('|'),
  'giu',
)

/** Punctuation after an address belongs to the sentence, and so does a bracket that was not opened inside it. */
function trimLink(link: string): string {
  const trimmed = link.replace(/[.,;:!?'’*_~]+$/, '')
  const last = trimmed.at(-1) ?? ''
  const opening = { ')': '(', ']': '[' }[last]
  if (!opening || trimmed.split(opening).length > trimmed.split(last).length - 1) return trimmed
  return trimLink(trimmed.slice(0, -1))
}

function linkOf(text: string): Span | null {
  const href = text.startsWith('www.') ? `https://${text}` : text
  return URL.canParse(href) && safe.has(new URL(href).protocol) ? { type: 'link', text, href } : null
}

/** Finds addresses, code and the styling of XEP-0393 in text; everything else, markup included, stays text. */
export function spansOf(text: string, depth = 0): Span[] {
  const spans: Span[] = []
  let done = 0
  const add = (span: Span, at: number, length: number) => {
    if (at > done) spans.push({ type: 'text', text: text.slice(done, at) })
    spans.push(span)
    done = at + length
  }
  for (const match of text.matchAll(token)) {
    const { code, link, mark, styled } = match.groups ?? {}
    if (match.index < done) continue
    if (code) add({ type: 'code', text: code.slice(1, -1) }, match.index, code.length)
    const address = link && trimLink(link)
    const span = address && linkOf(address)
    if (span) add(span, match.index, address.length)
    const style = styles[mark as keyof typeof styles]
    if (style && styled && depth < 3) add({ type: style, spans: spansOf(styled, depth + 1) }, match.index, match[0].length)
  }
  if (done < text.length) spans.push({ type: 'text', text: text.slice(done) })
  return spans
}

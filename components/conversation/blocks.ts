import { type Span, spansOf } from './spans.ts'

export type Block =
  | { readonly type: 'text'; readonly spans: readonly Span[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'quote'; readonly blocks: readonly Block[] }
  | { readonly type: 'list'; readonly ordered: boolean; readonly first: number; readonly items: readonly (readonly Span[])[] }

const fence = /^```/
const quote = /^> ?/
const bullet = /^ {0,3}[-*•] +(?=\S)/
const numbered = /^ {0,3}(\d{1,3})[.)] +(?=\S)/
const deepest = 4

/** How many lines from `from` on the test holds for. */
function run(lines: readonly string[], from: number, holds: (line: string) => boolean): number {
  let count = 0
  while (from + count < lines.length && holds(lines[from + count] ?? '')) count++
  return count
}

type Found = readonly [block: Block, lines: number] | null
type Finder = (lines: readonly string[], at: number, depth: number) => Found

const code: Finder = (lines, at) => {
  if (!fence.test(lines[at] ?? '')) return null
  const inside = run(lines, at + 1, (line) => !fence.test(line))
  return [{ type: 'code', text: lines.slice(at + 1, at + 1 + inside).join('\n') }, inside + 2]
}

const quoted: Finder = (lines, at, depth) => {
  const count = depth < deepest ? run(lines, at, (line) => quote.test(line)) : 0
  if (count === 0) return null
  const inside = lines.slice(at, at + count).map((line) => line.replace(quote, ''))
  return [{ type: 'quote', blocks: blocksOfLines(inside, depth + 1) }, count]
}

/** One line alone is as likely a sentence that starts with a dash or a number. */
const list =
  (marker: RegExp): Finder =>
  (lines, at) => {
    const count = run(lines, at, (line) => marker.test(line))
    if (count < 2) return null
    const number = marker.exec(lines[at] ?? '')?.[1]
    const items = lines.slice(at, at + count).map((line) => spansOf(line.replace(marker, '')))
    return [{ type: 'list', ordered: number !== undefined, first: Number(number ?? 1), items }, count]
  }

const finders: readonly Finder[] = [code, quoted, list(bullet), list(numbered)]

function blocksOfLines(lines: readonly string[], depth: number): Block[] {
  const blocks: Block[] = []
  let text: string[] = []
  const flush = () => {
    if (text.some((line) => line.trim())) blocks.push({ type: 'text', spans: spansOf(text.join('\n').replace(/^\n+|\n+$/g, '')) })
    text = []
  }
  for (let at = 0; at < lines.length; ) {
    const found = finders.reduce<Found>((first, find) => first ?? find(lines, at, depth), null)
    if (found) flush()
    if (found) blocks.push(found[0])
    else text.push(lines[at] ?? '')
    at += found?.[1] ?? 1
  }
  flush()
  return blocks
}

/** A message as what it looks like: text, code between fences, quotes and lists. Remote text never becomes anything else. */
export const blocksOf = (text: string): Block[] => blocksOfLines(text.split(/\r?\n/), 0)

const emoji = /^(?:\p{RGI_Emoji}|\s)+$/v
/** Nothing but a few emoji, to be shown larger. */
export const isEmojiOnly = (text: string) =>
  text.length <= 64 && emoji.test(text) && [...new Intl.Segmenter().segment(text.replace(/\s/g, ''))].length <= 6

const foldLines = 20
const lineLetters = 80
/** So long that it is folded until the reader asks for all of it. */
export const isLong = (text: string) =>
  text.length > foldLines * lineLetters ||
  text.split('\n', foldLines + 2).reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / lineLetters)), 0) > foldLines + 1

import { matchScore } from '../shell/find.ts'
import { emoji } from './emoji.ts'

/** The word before the caret that can be completed: `:smi` or `@ad`. */
export interface Started {
  readonly kind: 'emoji' | 'person'
  readonly typed: string
  /** Where it starts in the text, its sign included. */
  readonly from: number
}

export interface Completion {
  readonly id: string
  readonly label: string
  readonly insert: string
  readonly symbol: string | null
}

const shown = 8
const started = /(?:^|[\s(])(?:(?<emoji>:[a-z0-9_+-]{2,})|(?<person>@[\p{L}\p{N}._-]*))$/iu

export function startedAt(text: string, caret: number): Started | null {
  const { emoji: short, person } = started.exec(text.slice(Math.max(0, caret - 64), caret))?.groups ?? {}
  const word = short ?? person
  if (word === undefined) return null
  return { kind: short === undefined ? 'person' : 'emoji', typed: word.slice(1), from: caret - word.length }
}

export function emojiCompletions(typed: string): Completion[] {
  const wanted = typed.toLowerCase()
  const starts = emoji.filter(([name]) => name.startsWith(wanted))
  const inside = emoji.filter(([name]) => !name.startsWith(wanted) && name.includes(`_${wanted}`))
  return [...starts, ...inside].slice(0, shown).map(([name, symbol]) => ({ id: name, label: `:${name}:`, insert: `${symbol} `, symbol }))
}

/** People whose name fits what was typed after `@`, the best fit first. */
export function personCompletions(names: readonly string[], typed: string): Completion[] {
  return [...new Set(names)]
    .map((name) => ({ name, score: typed ? matchScore([name], typed) : 1 }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, shown)
    .map(({ name }) => ({ id: name, label: name, insert: `@${name} `, symbol: null }))
}

/** The text with the started word replaced, and where the caret then stands. */
export function complete(text: string, { from }: Started, { insert, caret }: { insert: string; caret: number }) {
  return { text: text.slice(0, from) + insert + text.slice(caret), caret: from + insert.length }
}

/** `:tada:` written out is taken as the emoji once it is closed. */
export function closedEmoji(text: string, caret: number): { text: string; caret: number } | null {
  const word = /(?:^|\s):([a-z0-9_+-]+):$/i.exec(text.slice(0, caret))?.[1]
  const symbol = word && emoji.find(([name]) => name === word.toLowerCase())?.[1]
  if (!symbol) return null
  const from = caret - word.length - 2
  return { text: text.slice(0, from) + symbol + text.slice(caret), caret: from + symbol.length }
}

/** One or two letters that stand for a name: of its first and last word, or of an address's local part. */
export function initials(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}\p{Extended_Pictographic}]+/u, ''))
    .filter(Boolean)
  const first = words[0]
  const last = words.length > 1 ? words.at(-1) : undefined
  const letter = (word: string | undefined) => (word ? ([...word][0] ?? '').toLocaleUpperCase() : '')
  return letter(first) + letter(last) || '?'
}

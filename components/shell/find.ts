const folded = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/**
 * How well a name fits what was typed: higher is better, 0 is not at all. Accents and case do not count;
 * the start of the name beats the start of a word, which beats the middle; several words must all fit.
 */
export function matchScore(names: readonly string[], typed: string): number {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  const haystacks = names.map(folded)
  let worst = 4
  for (const word of words) worst = Math.min(worst, Math.max(0, ...haystacks.map((name) => fitWord(name, word))))
  return worst
}

function fitWord(name: string, word: string): number {
  if (name === word) return 4
  if (name.startsWith(word)) return 3
  if (name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word))) return 2
  return name.includes(word) ? 1 : 0
}

/** One measured figure beside what was promised. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** `most`: the value must not be above it; `least`: not below. */
  readonly bound: 'most' | 'least'
  readonly target: number
  /** How it was measured, in one line. */
  readonly how: string
}

export const reached = (figure: Figure) => (figure.bound === 'most' ? figure.value <= figure.target : figure.value >= figure.target)

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

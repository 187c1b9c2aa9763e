import type { Hint } from '../contract/sync.ts'
import type { State } from './client.ts'

export type Hinted = Pick<State, 'presence' | 'links' | 'typing' | 'memberRevs'>

export const noHints: Hinted = { presence: {}, links: {}, typing: {}, memberRevs: {} }

/** Each table is copied at most once per batch. */
export function applyHints(state: Hinted, hints: readonly Hint[]): Hinted {
  const of = <Type extends Hint['type']>(type: Type) => hints.filter((hint): hint is Extract<Hint, { type: Type }> => hint.type === type)
  const merge = <Table extends object>(table: Table, entries: [string, unknown][]): Table =>
    entries.length > 0 ? { ...table, ...Object.fromEntries(entries) } : table
  return {
    presence: merge(
      state.presence,
      of('presence').map(({ person, show, text }) => [person, { show, text }]),
    ),
    links: merge(
      state.links,
      of('link').map(({ account, state, until }) => [account, { state, until }]),
    ),
    typing: of('typing').reduce(whoTypes, state.typing),
    memberRevs: merge(
      state.memberRevs,
      of('members').map(({ conversation }) => [conversation, (state.memberRevs[conversation] ?? 0) + 1]),
    ),
  }
}

function whoTypes(typing: State['typing'], hint: Extract<Hint, { type: 'typing' }>): State['typing'] {
  const { conversation, person, name, on } = hint
  const others = (typing[conversation] ?? []).filter((one) => one.person !== person)
  return { ...typing, [conversation]: on ? [...others, { person, name }] : others }
}

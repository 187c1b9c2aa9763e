import type { LoginField, LoginStep } from '../../contract/login.ts'

export type Answers = Readonly<Record<string, string>>
export type Form = Extract<LoginStep, { ask: 'form' }>

/** What a field holds before it is touched. */
function firstValue({ kind, value, choices }: LoginField): string {
  if (value !== undefined) return value
  if (kind === 'switch') return 'false'
  return kind === 'choice' ? (choices?.[0]?.value ?? '') : ''
}

/** What a form sends: everything asked for, as typed or as it was. */
export const answersTo = ({ fields }: Form, typed: Answers): Answers =>
  Object.fromEntries(fields.map((field) => [field.id, typed[field.id] ?? firstValue(field)]))

/** The fields that must be filled in and are not. */
export const missingIn = ({ fields }: Form, answers: Answers): readonly string[] =>
  fields.filter(({ id, optional, kind }) => !optional && kind !== 'switch' && !answers[id]?.trim()).map(({ id }) => id)

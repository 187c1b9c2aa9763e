import { type ComponentProps, useId } from 'react'
import { classNames } from './class-names.ts'
import { controlLook, describedBy, Field } from './field.tsx'

interface Props<Value extends string> extends Omit<ComponentProps<'select'>, 'id' | 'value' | 'onChange'> {
  label: string
  hint?: string
  error?: string
  value: Value
  choices: readonly { value: Value; label: string }[]
  onChoose(value: Value): void
}

export function Select<Value extends string>({ label, hint, error, value, choices, onChoose, className, ...rest }: Props<Value>) {
  const id = useId()
  const choose = (wanted: string) => {
    const choice = choices.find((candidate) => candidate.value === wanted)
    if (choice) onChoose(choice.value)
  }
  return (
    <Field id={id} label={label} {...(hint && { hint })} {...(error && { error })}>
      <select
        {...rest}
        id={id}
        value={value}
        onChange={(event) => choose(event.target.value)}
        aria-describedby={describedBy(id, hint, error)}
        className={classNames(controlLook, className)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

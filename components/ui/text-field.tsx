import { type ComponentProps, useId } from 'react'
import { classNames } from './class-names.ts'
import { controlLook, describedBy, Field } from './field.tsx'

interface Props extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  hint?: string | undefined
  error?: string | undefined
}

export function TextField({ label, hint, error, className, ...rest }: Props) {
  const id = useId()
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, hint, error)}
        className={classNames(controlLook, className)}
      />
    </Field>
  )
}

import { useId } from 'react'
import { classNames } from './class-names.ts'
import { describedBy } from './field.tsx'

interface Props {
  label: string
  hint?: string
  on: boolean
  disabled?: boolean
  onChange(on: boolean): void
}

/** Takes effect at once; for something that needs "Save", use a checkbox. */
export function Switch({ label, hint, on, disabled, onChange }: Props) {
  const id = useId()
  return (
    <div className="flex items-start justify-between gap-4 py-1.5">
      <div>
        <label htmlFor={id}>{label}</label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-muted text-xs">
            {hint}
          </p>
        )}
      </div>
      <Track id={id} on={on} disabled={disabled} describedBy={describedBy(id, hint)} onChange={onChange} />
    </div>
  )
}

/** A switch whose label is only read out, because what it switches stands beside it. */
export function Toggle({ label, ...rest }: Omit<Props, 'hint'>) {
  return <Track {...rest} label={label} />
}

interface TrackProps extends Pick<Props, 'on' | 'onChange'> {
  id?: string
  label?: string
  describedBy?: string | undefined
  disabled?: boolean | undefined
}

function Track({ id, label, describedBy, on, disabled, onChange }: TrackProps) {
  return (
    <button
      id={id}
      type="button"
      role="switch"
      aria-checked={on}
      aria-label={label}
      title={label}
      aria-describedby={describedBy}
      disabled={disabled}
      onClick={() => onChange(!on)}
      className={classNames(
        'inline-flex h-5 w-9 shrink-0 items-center rounded-full p-0.5 transition-colors disabled:opacity-50',
        on ? 'justify-end bg-accent' : 'bg-line-strong',
      )}
    >
      <span className="size-4 rounded-full bg-white" />
    </button>
  )
}

import { classNames } from './class-names.ts'

interface Props {
  children: string
  /** Read instead of the short text. */
  label: string
  quiet?: boolean
}

/** A small count. */
export function Badge({ children, label, quiet = false }: Props) {
  return (
    <span
      className={classNames(
        'inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full px-1.25 font-semibold text-xs tabular-nums',
        quiet ? 'bg-hover text-ink-muted' : 'bg-accent text-white',
      )}
    >
      <span aria-hidden>{children}</span>
      <span className="sr-only">{label}</span>
    </span>
  )
}

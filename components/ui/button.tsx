import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { Spinner } from './spinner.tsx'

const looks = {
  primary: 'bg-accent text-white hover:bg-accent-hover',
  quiet: 'border border-line hover:bg-hover',
  plain: 'text-accent-text hover:bg-hover',
  danger: 'border border-line text-danger hover:bg-danger-soft',
} as const

interface Props extends ComponentProps<'button'> {
  look?: keyof typeof looks
  size?: 'small' | 'normal'
  /** Something is under way: the button keeps its width and takes no second click. */
  busy?: boolean
}

export function Button({ look = 'quiet', size = 'normal', busy = false, disabled, className, children, type, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={classNames(
        'relative inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md font-medium text-sm whitespace-nowrap',
        'transition-colors disabled:opacity-50',
        size === 'small' ? 'h-7 px-2' : 'h-8 px-3',
        looks[look],
        className,
      )}
    >
      <span className={classNames('inline-flex items-center gap-1.5', busy && 'invisible')}>{children}</span>
      {busy && <Spinner className="absolute" />}
    </button>
  )
}

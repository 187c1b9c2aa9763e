import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

interface Props extends Omit<ComponentProps<'button'>, 'children'> {
  icon: LucideIcon
  /** Read out, and shown as the tooltip. */
  label: string
  size?: 'small' | 'normal'
}

/** A button that shows only a picture. At least 28 px, and 40 px where a finger has to hit it. */
export function IconButton({ icon: Icon, label, size = 'normal', className, type, ...rest }: Props) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-label={label}
      title={label}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors',
        'hover:bg-hover hover:text-ink disabled:opacity-50 aria-expanded:bg-hover aria-pressed:bg-hover aria-pressed:text-ink',
        size === 'small' ? 'size-7 pointer-coarse:size-9' : 'size-8 pointer-coarse:size-10',
        className,
      )}
    >
      <Icon aria-hidden className="size-4" />
    </button>
  )
}

import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

interface Props {
  tone?: 'calm' | 'warn' | 'danger'
  children: ReactNode
  /** The one button that mends it. */
  action?: ReactNode
}

const tones = { calm: 'bg-accent-soft', warn: 'bg-warn-soft text-warn', danger: 'bg-danger-soft text-danger' } as const

/** A strip that says how things are. Polite: it never takes the focus. */
export function Banner({ tone = 'calm', children, action }: Props) {
  return (
    <div role="status" className={classNames('flex min-h-9 items-center gap-3 border-line border-b px-4 py-1 text-sm', tones[tone])}>
      <p className="min-w-0 flex-1">{children}</p>
      {action}
    </div>
  )
}

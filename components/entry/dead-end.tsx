import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'

interface Props {
  icon: LucideIcon
  title: string
  hint: string
  /** The ways on. */
  children: ReactNode
}

/** A page with nothing on it but why, and the way on. */
export function DeadEnd({ icon, title, hint, children }: Props) {
  return (
    <main className="flex min-h-dvh bg-surface">
      <EmptyState icon={icon} title={title} hint={hint} action={children} page />
    </main>
  )
}

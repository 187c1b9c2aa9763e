import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  title: string
  hint?: ReactNode
  /** The next useful step. */
  action?: ReactNode
  /** It is all there is on the page, so its title is the page's. */
  page?: boolean
}

export function EmptyState({ icon: Icon, title, hint, action, page = false }: Props) {
  const Title = page ? 'h1' : 'p'
  return (
    <div className="m-auto flex max-w-72 flex-col items-center gap-1 p-6 text-center">
      <Icon aria-hidden className="mb-2 size-7 text-ink-muted" strokeWidth={1.5} />
      <Title className="font-medium">{title}</Title>
      {hint && <p className="text-ink-muted text-sm">{hint}</p>}
      {action && <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}

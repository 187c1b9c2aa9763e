import { type ReactNode, useId } from 'react'

export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-line border-t px-4 py-3">
      <h3 id={id} className="mb-1 font-medium text-ink-muted text-xs">
        {title}
      </h3>
      {children}
    </section>
  )
}

import type { ReactNode } from 'react'
import { Logo } from './logo.tsx'

interface Props {
  title: string
  hint?: ReactNode
  children?: ReactNode
}

/** One narrow column in the middle of an empty page. */
export function EntryFrame({ title, hint, children }: Props) {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-surface p-4 sm:p-8">
      <div className="flex w-full max-w-80 animate-appear flex-col gap-6">
        <header className="flex flex-col items-center gap-1 text-center">
          <Logo className="mb-4 size-11" />
          <h1 className="wrap-anywhere text-balance font-semibold text-xl">{title}</h1>
          {hint && <p className="wrap-anywhere text-balance text-ink-muted">{hint}</p>}
        </header>
        {children}
      </div>
    </main>
  )
}

/** A hairline with a word in the middle. */
export function Or({ children }: { children: string }) {
  return (
    <div className="flex items-center gap-3 text-ink-muted text-xs">
      <span className="h-px flex-1 bg-line" />
      {children}
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}

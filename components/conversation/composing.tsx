'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Message } from '../../contract/entities.ts'

/** What the composer is writing: something new, an answer, or a better version of what was said. */
export type Mode = { readonly kind: 'write' } | { readonly kind: 'reply' | 'edit'; readonly message: Message }

interface Composing {
  readonly mode: Mode
  reply(message: Message): void
  edit(message: Message): void
  cancel(): void
}

const ComposingContext = createContext<Composing | null>(null)
const write: Mode = { kind: 'write' }

/** Ties the messages of a conversation to its composer. */
export function ComposingProvider({ children }: { children: ReactNode }) {
  const [mode, setMode] = useState<Mode>(write)
  const composing = useMemo<Composing>(
    () => ({
      mode,
      reply: (message) => setMode({ kind: 'reply', message }),
      edit: (message) => setMode({ kind: 'edit', message }),
      cancel: () => setMode(write),
    }),
    [mode],
  )
  return <ComposingContext value={composing}>{children}</ComposingContext>
}

export function useComposing(): Composing {
  const composing = useContext(ComposingContext)
  if (!composing) throw new Error('ComposingProvider is missing')
  return composing
}

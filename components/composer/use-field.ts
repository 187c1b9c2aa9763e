'use client'
import { type SyntheticEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { MessageId } from '../../contract/ids.ts'

interface Options {
  readonly text: string
  onText(text: string): void
  /** Set when the person chose to answer a message: then the field takes the focus on a phone too. */
  readonly answering: MessageId | null
}
type Replace = (text: string, caret: number) => { text: string; caret: number } | null

/** A textarea that grows with its text, with its caret known and settable. It takes the focus where there is a real keyboard. */
export function useField({ text, onText, answering }: Options) {
  const ref = useRef<HTMLTextAreaElement>(null)
  const wanted = useRef<number | null>(null)
  const [caret, setCaret] = useState(text.length)
  useEffect(() => {
    const field = ref.current
    if (!field || !(answering || matchMedia('(pointer: fine)').matches)) return
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
  }, [answering])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const field = ref.current
    if (!field) return
    field.style.height = 'auto'
    field.style.height = `${field.scrollHeight}px`
    if (wanted.current !== null) field.setSelectionRange(wanted.current, wanted.current)
    wanted.current = null
  }, [text])
  const set = useCallback(
    (next: string, at: number) => {
      wanted.current = at
      setCaret(at)
      onText(next)
      ref.current?.focus()
    },
    [onText],
  )
  return {
    ref,
    caret,
    set,
    change(field: HTMLTextAreaElement, replace: Replace) {
      const at = field.selectionStart
      const replaced = field.selectionEnd === at ? replace(field.value, at) : null
      if (replaced) return set(replaced.text, replaced.caret)
      setCaret(at)
      onText(field.value)
    },
    select: (event: SyntheticEvent<HTMLTextAreaElement>) => setCaret(event.currentTarget.selectionEnd),
    insert(piece: string) {
      const at = ref.current?.selectionStart ?? text.length
      set(text.slice(0, at) + piece + text.slice(ref.current?.selectionEnd ?? at), at + piece.length)
    },
  }
}

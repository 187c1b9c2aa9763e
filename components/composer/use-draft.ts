'use client'
import { useEffect, useRef, useState } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'

/** The text being written, kept as the conversation's draft. What another device wrote is taken over while nobody types here. */
export function useDraft({ id, draft }: Conversation) {
  const client = useClient()
  const [text, setText] = useState(draft)
  const current = useRef(text)
  const typing = useRef(false)
  const saved = useRef(draft)
  saved.current = draft
  useEffect(() => {
    if (typing.current) return
    current.current = draft
    setText(draft)
  }, [draft])
  useEffect(
    () => () => {
      if (current.current !== saved.current) client.draft(id, current.current, true)
    },
    [client, id],
  )
  return {
    text,
    write(next: string) {
      current.current = next
      setText(next)
      client.draft(id, next)
      client.typing(id, next)
    },
    clear() {
      current.current = ''
      setText('')
      client.typing(id, '')
      client.draft(id, '', true)
    },
    focus: (on: boolean) => {
      typing.current = on
    },
  }
}

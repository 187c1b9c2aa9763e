'use client'
import { useState } from 'react'
import type { Conversation, Message } from '../../contract/entities.ts'
import { Field } from './field.tsx'
import { useDraft } from './use-draft.ts'

/** A new message; its text is the conversation's draft. */
export function WriteField({ conversation }: { conversation: Conversation }) {
  const draft = useDraft(conversation)
  return <Field conversation={conversation} text={draft.text} onText={draft.write} onSent={draft.clear} onFocus={draft.focus} />
}

/** A message that was sent already; the draft waits until it is done. */
export function EditField({ conversation, message }: { conversation: Conversation; message: Message }) {
  const [text, setText] = useState(message.text)
  return <Field conversation={conversation} text={text} onText={setText} />
}

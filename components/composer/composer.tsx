'use client'
import { useAccountOf, useContactOf } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useComposing } from '../conversation/composing.tsx'
import { Closed } from './closed.tsx'
import { closedReason } from './closed-reason.ts'
import { EditField, WriteField } from './write-field.tsx'

/** Where one writes; or why one cannot. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const account = useAccountOf(conversation.id)
  const contact = useContactOf(conversation.person)
  const { mode } = useComposing()
  const reason = closedReason(conversation, account, contact)
  if (reason) return <Closed conversation={conversation} reason={reason} />
  if (mode.kind === 'edit') return <EditField key={mode.message.id} conversation={conversation} message={mode.message} />
  return <WriteField conversation={conversation} />
}

'use client'
import { useState } from 'react'
import { useConversation } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import type { DialogProps } from '../shell/dialogs.tsx'
import { useSubmit } from '../shell/use-submit.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useText } from '../ui/text.tsx'
import { RoomFields, type RoomText } from './room-fields.tsx'

export default function EditRoomDialog({ request, onClose }: DialogProps<'edit-room'>) {
  const conversation = useConversation(request.conversation)
  return conversation && <EditRoom conversation={conversation} onClose={onClose} />
}

function EditRoom({ conversation, onClose }: { conversation: Conversation; onClose(): void }) {
  const t = useText()
  const { busy, failure, submit } = useSubmit()
  const [room, setRoom] = useState<RoomText>(conversation)
  const title = room.title.trim()
  const topic = room.topic.trim()
  const save = async () => {
    if (!title) return
    const change = {
      ...(title !== conversation.title && { title }),
      ...(topic !== conversation.topic && { topic }),
      ...(room.public !== conversation.public && { public: room.public }),
    }
    const answer = Object.keys(change).length > 0 ? await submit('room.update', { conversation: conversation.id, ...change }) : null
    if (answer === null || answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t('rooms.edit')}
      action={t('common.save')}
      busy={busy}
      failed={failure?.message}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <RoomFields value={room} error={title ? undefined : t('rooms.nameMissing')} onChange={setRoom} />
    </FormDialog>
  )
}

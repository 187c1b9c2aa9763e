'use client'
import { useState } from 'react'
import { useContacts } from '../../client/hooks.ts'
import type { AccountId, ContactId } from '../../contract/ids.ts'
import { limits } from '../../contract/limits.ts'
import { AccountChoice, useAccountChoice } from '../accounts/account-choice.tsx'
import { ContactPicker } from '../contacts/contact-picker.tsx'
import type { DialogProps } from '../shell/dialogs.tsx'
import { useNavigation } from '../shell/navigation.tsx'
import { useSubmit } from '../shell/use-submit.ts'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useText } from '../ui/text.tsx'
import { RoomFields, type RoomText } from './room-fields.tsx'

const blank: RoomText = { title: '', topic: '', public: false }

export default function CreateRoomDialog({ onClose }: DialogProps<'create-room'>) {
  const t = useText()
  const { show } = useNavigation()
  const { busy, failure, submit } = useSubmit()
  const choice = useAccountChoice(({ roomCreate }) => roomCreate !== 'none')
  const [room, setRoom] = useState(blank)
  const [invited, setInvited] = useState<readonly ContactId[]>([])
  const [tried, setTried] = useState(false)
  const account = choice.account?.id
  const name = room.title.trim()
  const create = async () => {
    setTried(true)
    if (!name || !account) return
    const topic = room.topic.trim()
    const contacts = [...invited]
    const answer = await submit('room.create', { account, name, public: room.public, contacts, ...(topic && { topic }) })
    if (!answer.ok) return
    onClose()
    show(answer.result.conversation)
  }
  const chooseAccount = (next: AccountId) => {
    setInvited([])
    choice.choose(next)
  }
  return (
    <FormDialog
      title={t('roster.createRoom')}
      action={t('rooms.create')}
      busy={busy}
      failed={account ? failure?.message : t('rooms.noAccount')}
      onSubmit={() => void create()}
      onClose={onClose}
    >
      <AccountChoice choice={{ ...choice, choose: chooseAccount }} />
      <RoomFields value={room} error={tried && !name ? t('rooms.nameMissing') : undefined} onChange={setRoom} />
      {account && <People account={account} chosen={invited} onChange={setInvited} />}
    </FormDialog>
  )
}

interface PeopleProps {
  account: AccountId
  chosen: readonly ContactId[]
  onChange(chosen: readonly ContactId[]): void
}

function People({ account, chosen, onChange }: PeopleProps) {
  const t = useText()
  const contacts = useContacts().filter((contact) => contact.account === account && contact.state !== 'asks' && !contact.blocked)
  if (contacts.length === 0) return null
  const label = chosen.length > 0 ? t('rooms.peopleChosen', { count: chosen.length }) : t('rooms.people')
  return (
    <ContactPicker label={label} contacts={contacts}>
      {({ id, name }) => (
        <input
          type="checkbox"
          aria-label={name}
          checked={chosen.includes(id)}
          disabled={chosen.length >= limits.people && !chosen.includes(id)}
          onChange={({ target }) => onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
          className="size-4 accent-accent"
        />
      )}
    </ContactPicker>
  )
}

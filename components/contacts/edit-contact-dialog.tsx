'use client'
import { useEffect, useState } from 'react'
import { useAccounts, useContacts, useNetwork } from '../../client/hooks.ts'
import type { Contact } from '../../contract/entities.ts'
import { limits } from '../../contract/limits.ts'
import { useContactMenu } from '../roster/contact-menu.ts'
import type { DialogProps } from '../shell/dialogs.tsx'
import { useSubmit } from '../shell/use-submit.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { GroupPicker } from './group-picker.tsx'

/** Closes by itself when the contact is gone. */
export default function EditContactDialog({ request, onClose }: DialogProps<'edit-contact'>) {
  const contact = useContacts().find(({ id }) => id === request.contact)
  const gone = contact === undefined
  useEffect(() => {
    if (gone) onClose()
  }, [gone, onClose])
  return contact ? <EditContact contact={contact} onClose={onClose} /> : null
}

function EditContact({ contact, onClose }: { contact: Contact; onClose(): void }) {
  const t = useText()
  const { busy, failure, submit } = useSubmit()
  const [name, setName] = useState(contact.name)
  const [groups, setGroups] = useState<readonly string[]>(contact.groups)
  const account = useAccounts().find(({ id }) => id === contact.account)
  const abilities = useNetwork(account?.network ?? '')?.abilities
  const known = useContacts().flatMap((one) => (one.account === contact.account ? one.groups : []))
  const save = async () => {
    // An emptied name is the address again, as when nobody had named him.
    const answer = await submit('contact.update', { contact: contact.id, name: name.trim() || contact.address, groups: [...groups] })
    if (answer.ok) onClose()
  }
  return (
    <FormDialog
      title={t('contacts.edit')}
      action={t('common.save')}
      busy={busy}
      failed={failure?.message}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <div className="flex items-center gap-3">
        <Avatar name={name || contact.address} seed={contact.address} picture={contact.avatar} size={40} />
        <span className="wrap-anywhere min-w-0 text-ink-muted text-sm">{contact.address}</span>
      </div>
      <TextField label={t('contacts.name')} maxLength={limits.nameLength} value={name} onChange={(event) => setName(event.target.value)} />
      {abilities && abilities.groups !== 'none' && <GroupPicker known={known} chosen={groups} onChange={setGroups} />}
      <OtherActions contact={contact} />
    </FormDialog>
  )
}

/** What the contact's menu offers beside editing. */
function OtherActions({ contact }: { contact: Contact }) {
  const account = useAccounts().find(({ id }) => id === contact.account) ?? null
  const items = useContactMenu(contact, account)().filter(({ id }) => id !== 'edit')
  return (
    <div className="flex flex-wrap gap-2 border-line border-t pt-4">
      {items.map(({ id, icon: Icon, label, danger, choose }) => (
        <Button key={id} look={danger ? 'danger' : 'quiet'} onClick={choose}>
          {Icon && <Icon aria-hidden className="size-4" />}
          {label}
        </Button>
      ))}
    </div>
  )
}

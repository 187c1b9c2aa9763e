'use client'
import { type ReactNode, useId, useState } from 'react'
import type { Contact } from '../../contract/entities.ts'
import { matchScore } from '../shell/find.ts'
import { Avatar } from '../ui/avatar.tsx'
import { controlLook } from '../ui/field.tsx'
import { useText } from '../ui/text.tsx'

interface Props {
  label: string
  contacts: readonly Contact[]
  /** What can be done with a contact, at the end of its row. */
  children(contact: Contact): ReactNode
}

/** Contacts to choose from, with a field that narrows them. */
export function ContactPicker({ label, contacts, children }: Props) {
  const t = useText()
  const labelId = useId()
  const [typed, setTyped] = useState('')
  const shown = contacts.filter(({ name, address }) => matchScore([name, address], typed) > 0)
  return (
    <section aria-labelledby={labelId} className="flex flex-col gap-2">
      <h3 id={labelId} className="font-medium text-sm">
        {label}
      </h3>
      {contacts.length === 0 ? (
        <p className="text-ink-muted text-sm">{t('invites.noContacts')}</p>
      ) : (
        <>
          <input
            type="search"
            aria-label={t('invites.find')}
            placeholder={t('invites.find')}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
            className={controlLook}
          />
          <ul className="-mx-2 h-44 overflow-y-auto">
            {shown.map((contact) => (
              <ContactLine key={contact.id} contact={contact}>
                {children(contact)}
              </ContactLine>
            ))}
            {shown.length === 0 && <li className="px-2 py-3 text-ink-muted text-sm">{t('invites.nobody')}</li>}
          </ul>
        </>
      )}
    </section>
  )
}

function ContactLine({ contact: { name, address, avatar }, children }: { contact: Contact; children: ReactNode }) {
  return (
    <li className="flex h-11 items-center gap-3 rounded-md px-2 hover:bg-hover [content-visibility:auto]">
      <Avatar name={name} seed={address} picture={avatar} size={28} />
      <span className="min-w-0 flex-1 truncate" title={address}>
        {name}
      </span>
      {children}
    </li>
  )
}

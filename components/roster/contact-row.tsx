'use client'
import { memo } from 'react'
import { useNetwork, usePresence } from '../../client/hooks.ts'
import type { Account, Contact } from '../../contract/entities.ts'
import { useChat } from '../shell/use-chat.ts'
import { Avatar } from '../ui/avatar.tsx'
import { useText } from '../ui/text.tsx'
import { useContactMenu } from './contact-menu.ts'
import { RowFrame } from './row-frame.tsx'

interface Props {
  contact: Contact
  account: Account | null
  marked: boolean
  tabIndex: 0 | -1
}

export const ContactRow = memo(function ContactRow({ contact, account, marked, tabIndex }: Props) {
  const chat = useChat()
  const items = useContactMenu(contact, account)
  const presence = usePresence(contact.person)
  const network = useNetwork(account?.network ?? '')
  return (
    <RowFrame name={contact.name} href={null} tabIndex={tabIndex} items={items} onOpen={() => void chat(contact.account, contact.address)}>
      <Avatar
        name={contact.name}
        seed={contact.address}
        picture={contact.avatar}
        presence={presence?.show ?? 'offline'}
        mark={marked ? (network?.mark ?? null) : null}
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{contact.name}</span>
        <SecondLine contact={contact} status={presence?.text ?? ''} />
      </span>
    </RowFrame>
  )
})

function SecondLine({ contact, status }: { contact: Contact; status: string }) {
  const t = useText()
  const line = contact.blocked ? t('roster.blocked') : contact.state === 'asked' ? t('roster.waitingForAnswer') : status || contact.address
  return <span className="block truncate text-ink-muted text-sm">{line}</span>
}

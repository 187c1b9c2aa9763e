'use client'
import { Pencil, UserPlus } from 'lucide-react'
import { useAccountOf, useContactOf, useNetwork, usePresence } from '../../../client/hooks.ts'
import type { Conversation } from '../../../contract/entities.ts'
import { useDialogs } from '../../shell/dialogs.tsx'
import { useCommand } from '../../shell/use-command.ts'
import { Button } from '../../ui/button.tsx'
import { PresenceMark } from '../../ui/presence-mark.tsx'
import { useText } from '../../ui/text.tsx'
import { Section } from './section.tsx'

export function DirectDetails({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const contact = useContactOf(conversation.person)
  const account = useAccountOf(conversation.id)
  const network = useNetwork(account?.network ?? '')
  const presence = usePresence(conversation.person)
  const show = presence?.show ?? 'offline'
  return (
    <>
      <Section title={t('presence.status')}>
        <p className="flex items-center gap-2">
          <PresenceMark show={show} /> {presence?.text || t(`presence.${show}`)}
        </p>
      </Section>
      {contact && contact.groups.length > 0 && (
        <Section title={t('details.groups')}>
          <p>{contact.groups.join(', ')}</p>
        </Section>
      )}
      {account && (
        <Section title={t('details.via')}>
          <p className="wrap-anywhere">{t('roster.on', { name: account.address, network: network?.name ?? account.network })}</p>
        </Section>
      )}
      <ContactButtons conversation={conversation} />
    </>
  )
}

function ContactButtons({ conversation: { account, address, person } }: { conversation: Conversation }) {
  const t = useText()
  const run = useCommand()
  const { open } = useDialogs()
  const contact = useContactOf(person)
  return (
    <div className="border-line border-t p-4">
      {contact ? (
        <Button onClick={() => open({ kind: 'edit-contact', contact: contact.id })}>
          <Pencil aria-hidden className="size-4" />
          {t('roster.rename')}
        </Button>
      ) : (
        <Button onClick={() => void run('contact.add', { account, address })}>
          <UserPlus aria-hidden className="size-4" />
          {t('details.addToContacts')}
        </Button>
      )}
    </div>
  )
}

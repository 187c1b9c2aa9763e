'use client'
import { useState } from 'react'
import { useAccountOf, useContacts, useConversation, useNetwork } from '../../client/hooks.ts'
import type { Contact, Conversation } from '../../contract/entities.ts'
import type { ContactId } from '../../contract/ids.ts'
import { isHome } from '../accounts/home.ts'
import { ContactPicker } from '../contacts/contact-picker.tsx'
import { useMembers } from '../conversation/use-members.ts'
import type { DialogProps } from '../shell/dialogs.tsx'
import { useCommand } from '../shell/use-command.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useText } from '../ui/text.tsx'
import { InviteLink } from './invite-link.tsx'

/** A link to chat with this user; or for a room: contacts to invite, and a link where links lead into it. */
export default function InviteDialog({ request, onClose }: DialogProps<'invite'>) {
  return request.conversation ? <InviteToRoom request={request} onClose={onClose} /> : <InviteToChat onClose={onClose} />
}

function InviteToChat({ onClose }: { onClose(): void }) {
  const t = useText()
  return (
    <Dialog title={t('invites.title')} onClose={onClose} light>
      <InviteLink conversation={null} />
    </Dialog>
  )
}

function InviteToRoom({ request, onClose }: DialogProps<'invite'>) {
  const t = useText()
  const conversation = useConversation(request.conversation as Conversation['id'])
  const account = useAccountOf(request.conversation as Conversation['id'])
  const network = useNetwork(account?.network ?? '')
  if (!conversation) return null
  return (
    <Dialog title={t('invites.titleRoom', { title: conversation.title })} onClose={onClose} light>
      <div className="flex flex-col gap-5">
        <InvitePeople conversation={conversation} />
        {network && isHome(network) && (
          <section className="border-line border-t pt-4">
            <InviteLink conversation={conversation.id} />
          </section>
        )}
      </div>
    </Dialog>
  )
}

function InvitePeople({ conversation }: { conversation: Conversation }) {
  const t = useText()
  const run = useCommand()
  const members = useMembers(conversation, true)
  const inside = new Set(members.list.map(({ person }) => person))
  const contacts = useContacts().filter(
    ({ account, person, state, blocked }) => account === conversation.account && state !== 'asks' && !blocked && !inside.has(person),
  )
  const [invited, setInvited] = useState<ReadonlySet<ContactId>>(new Set())
  const invite = async ({ id }: Contact) => {
    const answer = await run('room.invite', { conversation: conversation.id, contact: id })
    if (answer.ok) setInvited((before) => new Set(before).add(id))
  }
  return (
    <ContactPicker label={t('invites.people')} contacts={contacts}>
      {(contact) =>
        invited.has(contact.id) ? (
          <span role="status" className="text-ink-muted text-sm">
            {t('invites.invited')}
          </span>
        ) : (
          <Button size="small" onClick={() => void invite(contact)} aria-label={t('invites.invitePerson', { name: contact.name })}>
            {t('invites.invite')}
          </Button>
        )
      }
    </ContactPicker>
  )
}

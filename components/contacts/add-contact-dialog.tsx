'use client'
import { useState } from 'react'
import { useContacts } from '../../client/hooks.ts'
import { AccountChoice, type Choice, useAccountChoice } from '../accounts/account-choice.tsx'
import type { DialogProps } from '../shell/dialogs.tsx'
import { useNavigation } from '../shell/navigation.tsx'
import { useSubmit } from '../shell/use-submit.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CandidateRow } from './candidate-row.tsx'
import { type Candidate, candidates } from './candidates.ts'
import { useFound } from './use-found.ts'

/** One field for a name or an address: whoever fits can be written to or put on the list. */
export default function AddContactDialog({ request, onClose }: DialogProps<'add-contact'>) {
  const t = useText()
  const choice = useAccountChoice(({ contacts }) => contacts !== 'none', request.account)
  const [typed, setTyped] = useState(request.address ?? '')
  const found = useFound(typed, choice)
  const { busy, failed, chat, add } = useActions(choice, onClose)
  const people = usePeople(typed, choice, found.people)
  const first = people[0]
  return (
    <Dialog title={t('roster.addContact')} onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (first && !busy && !found.searching) void chat(first)
        }}
        className="flex flex-col gap-4"
      >
        <AccountChoice choice={choice} />
        <TextField
          label={t('contacts.who')}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-first
        />
      </form>
      <ul aria-label={t('contacts.found')} aria-busy={found.searching} className="-mx-2 mt-3 h-64 overflow-y-auto">
        {people.map((candidate) => (
          <CandidateRow
            key={candidate.address}
            candidate={candidate}
            first={candidate === first}
            busy={busy}
            onAdd={() => void add(candidate)}
            onChat={() => void chat(candidate)}
          />
        ))}
        {found.failed && <li className="px-2 py-3 text-ink-muted text-sm">{found.failed}</li>}
        {people.length === 0 && !found.failed && (
          <li className="px-2 py-3 text-ink-muted text-sm">{t(typed.trim() ? 'contacts.nobody' : 'contacts.hint')}</li>
        )}
      </ul>
      {failed && <Notice>{failed}</Notice>}
    </Dialog>
  )
}

function usePeople(typed: string, { account }: Choice, found: Parameters<typeof candidates>[1]['found']) {
  const contacts = useContacts().filter((contact) => contact.account === account?.id && contact.state !== 'asks')
  return candidates(typed, { contacts, found })
}

function useActions({ account }: Choice, onClose: () => void) {
  const { show } = useNavigation()
  const { busy, failure, submit } = useSubmit()
  const chat = async ({ address }: Candidate) => {
    const answer = account && (await submit('conversation.start', { account: account.id, address }))
    if (!answer?.ok) return
    onClose()
    show(answer.result.conversation)
  }
  const add = async ({ address }: Candidate) => {
    if (account) await submit('contact.add', { account: account.id, address })
  }
  return { busy, failed: failure?.message ?? null, chat, add }
}

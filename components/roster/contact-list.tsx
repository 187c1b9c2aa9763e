'use client'
import { UserRound } from 'lucide-react'
import { useMemo } from 'react'
import { useAccounts, useContacts, usePhase } from '../../client/hooks.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { RowList } from '../ui/row-list.tsx'
import { RowSkeletons } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'
import { ContactRow } from './contact-row.tsx'
import { contactRows } from './contact-rows.ts'

export function ContactList() {
  const t = useText()
  const phase = usePhase()
  const contacts = useContacts()
  const accounts = useAccounts()
  const others = t('roster.noGroup')
  const rows = useMemo(() => contactRows(contacts, others), [contacts, others])
  const accountOf = useMemo(() => new Map(accounts.map((account) => [account.id, account])), [accounts])
  if (phase === 'loading') return <RowSkeletons count={8} />
  if (rows.length === 0) return <NoContacts />
  return (
    <RowList label={t('roster.contacts')} rows={rows} keyOf={(row) => row.key} isHeading={(row) => row.kind === 'heading'}>
      {(row, tabIndex) =>
        row.kind === 'heading' ? (
          <h3 className="flex gap-2 px-2 pt-3 pb-1 font-medium text-ink-muted text-xs">
            <span className="truncate">{row.name}</span>
            <span className="tabular-nums">{row.count}</span>
          </h3>
        ) : (
          <ContactRow
            contact={row.contact}
            account={accountOf.get(row.contact.account) ?? null}
            marked={accounts.length > 1}
            tabIndex={tabIndex}
          />
        )
      }
    </RowList>
  )
}

function NoContacts() {
  const t = useText()
  const { open } = useDialogs()
  const action = (
    <>
      <Button look="primary" onClick={() => open({ kind: 'add-contact' })}>
        {t('roster.addContact')}
      </Button>
      <Button onClick={() => open({ kind: 'invite', conversation: null })}>{t('roster.inviteLink')}</Button>
    </>
  )
  return <EmptyState icon={UserRound} title={t('roster.noContacts')} hint={t('roster.noContactsHint')} action={action} />
}

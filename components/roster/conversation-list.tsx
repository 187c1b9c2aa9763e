'use client'
import { Archive, ChevronDown, ChevronRight, MessagesSquare } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useAccounts, useConversations, usePhase } from '../../client/hooks.ts'
import type { Conversation } from '../../contract/entities.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { useNavigation } from '../shell/navigation.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { RowList } from '../ui/row-list.tsx'
import { RowSkeletons } from '../ui/skeleton.tsx'
import { useText } from '../ui/text.tsx'
import { useNow } from '../ui/use-now.ts'
import { ConversationRow } from './conversation-row.tsx'

/** The archived ones fold behind a row of their own. */
type Row = Conversation | 'archive'

function rowsOf(conversations: readonly Conversation[], unfolded: boolean): Row[] {
  const archived = conversations.filter((conversation) => conversation.archived)
  const rows: Row[] = conversations.filter((conversation) => !conversation.archived)
  if (archived.length > 0) rows.push('archive')
  return unfolded ? [...rows, ...archived] : rows
}

export function ConversationList() {
  const t = useText()
  const now = useNow()
  const phase = usePhase()
  const conversations = useConversations()
  const marked = useAccounts().length > 1
  const { conversation: current } = useNavigation()
  const [unfolded, setUnfolded] = useState(false)
  const rows = useMemo(() => rowsOf(conversations, unfolded), [conversations, unfolded])
  if (phase === 'loading') return <RowSkeletons count={8} />
  if (rows.length === 0) return <NoConversations />
  const count = conversations.filter((conversation) => conversation.archived).length
  return (
    <RowList label={t('roster.chats')} rows={rows} keyOf={(row) => (row === 'archive' ? row : row.id)}>
      {(row, tabIndex) =>
        row === 'archive' ? (
          <ArchiveRow count={count} unfolded={unfolded} tabIndex={tabIndex} onToggle={() => setUnfolded(!unfolded)} />
        ) : (
          <ConversationRow conversation={row} current={row.id === current} marked={marked} now={now} tabIndex={tabIndex} />
        )
      }
    </RowList>
  )
}

interface ArchiveProps {
  count: number
  unfolded: boolean
  tabIndex: 0 | -1
  onToggle(): void
}

function ArchiveRow({ count, unfolded, tabIndex, onToggle }: ArchiveProps) {
  const t = useText()
  const Fold = unfolded ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      data-focus
      tabIndex={tabIndex}
      aria-expanded={unfolded}
      onClick={onToggle}
      className="mt-1 flex h-9 w-full items-center gap-3 rounded-md px-2 text-ink-muted text-sm hover:bg-hover"
    >
      <Archive aria-hidden className="mx-2.5 size-4" />
      <span className="flex-1 text-start">{t('roster.archivedGroup', { count })}</span>
      <Fold aria-hidden className="size-4 rtl:-scale-x-100" />
    </button>
  )
}

function NoConversations() {
  const t = useText()
  const { open } = useDialogs()
  const action = (
    <>
      <Button look="primary" onClick={() => open({ kind: 'invite', conversation: null })}>
        {t('roster.inviteLink')}
      </Button>
      <Button onClick={() => open({ kind: 'add-contact' })}>{t('roster.addContact')}</Button>
    </>
  )
  return <EmptyState icon={MessagesSquare} title={t('roster.empty')} hint={t('roster.emptyHint')} action={action} />
}

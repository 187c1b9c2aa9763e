'use client'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useRequests } from '../../client/hooks.ts'
import { useDialogs } from '../shell/dialogs.tsx'
import { Badge } from '../ui/badge.tsx'
import { classNames } from '../ui/class-names.ts'
import { useDates, useText } from '../ui/text.tsx'
import { AccountLines } from './account-lines.tsx'
import { ContactList } from './contact-list.tsx'
import { ConversationList } from './conversation-list.tsx'
import { OwnPresence } from './own-presence.tsx'
import { RequestList } from './request-list.tsx'
import { MainMenu, NewMenu } from './roster-menus.tsx'

type View = 'chats' | 'contacts'

/** Everyone one can talk to. */
export function Roster() {
  const [view, setView] = useState<View>('chats')
  return (
    <div className="flex h-full min-h-0 flex-col bg-surface">
      <header className="flex h-14 shrink-0 items-center gap-1 px-2">
        <OwnPresence />
        <NewMenu />
        <MainMenu />
      </header>
      <JumpButton />
      <Views view={view} onView={setView} />
      <RequestList />
      {view === 'chats' ? <ConversationList /> : <ContactList />}
      <AccountLines />
    </div>
  )
}

function JumpButton() {
  const t = useText()
  const { open } = useDialogs()
  return (
    <button
      type="button"
      onClick={() => open({ kind: 'jump' })}
      className="mx-3 flex h-8 shrink-0 items-center gap-2 rounded-md border border-line bg-canvas px-2.5 text-ink-muted text-sm hover:border-line-strong"
    >
      <Search aria-hidden className="size-3.5" />
      {t('roster.jump')}
    </button>
  )
}

function Views({ view, onView }: { view: View; onView(view: View): void }) {
  const t = useText()
  const dates = useDates()
  const requests = useRequests().length
  const tab = (id: View) => (
    <button
      key={id}
      type="button"
      aria-pressed={view === id}
      onClick={() => onView(id)}
      className={classNames(
        'flex h-9 items-center gap-2 border-b-2 px-1 font-medium text-sm',
        view === id ? 'border-accent-text text-ink' : 'border-transparent text-ink-muted hover:text-ink',
      )}
    >
      {t(`roster.${id}`)}
      {id === 'contacts' && requests > 0 && <Badge label={t('roster.requests', { count: requests })}>{dates.number(requests)}</Badge>}
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: two buttons, not a form
    <div role="group" aria-label={t('roster.views')} className="mb-1 flex shrink-0 gap-4 border-line border-b px-4 pt-1">
      {tab('chats')}
      {tab('contacts')}
    </div>
  )
}

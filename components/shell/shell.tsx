'use client'
import { useState } from 'react'
import { Roster } from '../roster/roster.tsx'
import { classNames } from '../ui/class-names.ts'
import { useText } from '../ui/text.tsx'
import { Banners } from './banners.tsx'
import { DialogHost } from './dialog-host.tsx'
import { Middle } from './middle.tsx'
import { useNavigation } from './navigation.tsx'
import { usePreferences } from './use-preferences.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The full page: list, conversation, details side by side; a phone shows one of them at a time. */
export function Shell() {
  usePreferences()
  useShortcuts()
  const t = useText()
  const { conversation } = useNavigation()
  const [details, setDetails] = useState(false)
  return (
    <div className="flex h-dvh flex-col">
      <SkipButton />
      <Banners />
      <div className="relative flex min-h-0 flex-1">
        <nav
          aria-label={t('shell.people')}
          className={classNames('min-h-0 w-full shrink-0 border-line sm:w-76 sm:border-e', conversation && 'max-sm:hidden')}
        >
          {!conversation && <h1 className="sr-only">{t('common.product')}</h1>}
          <Roster />
        </nav>
        <Middle conversation={conversation} details={details} onDetails={setDetails} />
      </div>
      <DialogHost />
    </div>
  )
}

/** A button and not a link: the part of the address after # says which conversation is open. */
function SkipButton() {
  const t = useText()
  return (
    <button
      type="button"
      onClick={() => document.getElementById('conversation')?.focus()}
      className="sr-only z-20 rounded-md bg-raised px-3 py-2 shadow-raised focus:not-sr-only focus:absolute focus:start-2 focus:top-2"
    >
      {t('shell.skipToMessages')}
    </button>
  )
}

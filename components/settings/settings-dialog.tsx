'use client'
import { ArrowLeft, LogOut } from 'lucide-react'
import { useState } from 'react'
import type { DialogRequest } from '../shell/dialogs.tsx'
import { useSignOut } from '../shell/use-sign-out.ts'
import { classNames } from '../ui/class-names.ts'
import { Dialog } from '../ui/dialog.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { useText } from '../ui/text.tsx'
import { type SectionId, sections } from './sections.ts'

interface Props {
  request: { readonly kind: Extract<DialogRequest['kind'], 'settings' | 'accounts'> }
  onClose(): void
}

/** Side by side where there is room; a phone shows the list of sections or one of them. */
export default function SettingsDialog({ request, onClose }: Props) {
  const t = useText()
  const [chosen, choose] = useState<SectionId | null>(request.kind === 'accounts' ? 'accounts' : null)
  const section = sections.find(({ id }) => id === (chosen ?? 'profile'))
  if (!section) return null
  const Content = section.content
  return (
    <Dialog title={t('settings.title')} onClose={onClose} width="page" tall light>
      <SectionList current={section.id} covered={chosen !== null} onChoose={choose} />
      <section
        aria-labelledby="settings-section"
        className={classNames('min-w-0 flex-1 overflow-y-auto px-4 pb-6 sm:px-8', chosen === null && 'max-sm:hidden')}
      >
        <div className="sticky top-0 z-10 flex h-14 items-center gap-2 bg-raised sm:h-16">
          <IconButton icon={ArrowLeft} label={t('common.back')} onClick={() => choose(null)} className="-ms-2 sm:hidden rtl:-scale-x-100" />
          <h3 id="settings-section" className="font-semibold text-lg">
            {t(`settings.${section.id}`)}
          </h3>
        </div>
        <div className="flex max-w-120 flex-col gap-4">
          <Content />
        </div>
      </section>
    </Dialog>
  )
}

interface ListProps {
  current: SectionId
  /** A section is open: there is no room for the list on a phone. */
  covered: boolean
  onChoose(section: SectionId): void
}

const rowLook = 'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-start max-sm:h-11 max-sm:gap-3 max-sm:px-3'

function SectionList({ current, covered, onChoose }: ListProps) {
  const t = useText()
  const signOut = useSignOut()
  return (
    <nav
      aria-label={t('settings.sections')}
      className={classNames(
        'flex w-full shrink-0 flex-col gap-0.5 overflow-y-auto p-2 sm:w-48 sm:border-line sm:border-e sm:bg-surface',
        covered && 'max-sm:hidden',
      )}
    >
      {sections.map(({ id, icon: Icon }) => (
        <button
          key={id}
          type="button"
          data-first={id === current || undefined}
          aria-current={id === current ? 'page' : undefined}
          onClick={() => onChoose(id)}
          className={classNames(rowLook, id === current ? 'sm:bg-selected sm:font-medium' : 'hover:bg-hover')}
        >
          <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />
          {t(`settings.${id}`)}
        </button>
      ))}
      <button type="button" onClick={signOut} className={classNames(rowLook, 'mt-auto hover:bg-hover')}>
        <LogOut aria-hidden className="size-4 shrink-0 text-ink-muted" />
        {t('roster.signOut')}
      </button>
    </nav>
  )
}

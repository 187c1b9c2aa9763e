'use client'
import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { type Language, languages } from '../../client/i18n/languages.ts'
import type { Settings } from '../../contract/entities.ts'
import { classNames } from '../ui/class-names.ts'
import { Select } from '../ui/select.tsx'
import { useText } from '../ui/text.tsx'
import { useSettings } from './use-settings.ts'

const themes: readonly { id: Settings['theme']; icon: LucideIcon }[] = [
  { id: 'system', icon: Monitor },
  { id: 'light', icon: Sun },
  { id: 'dark', icon: Moon },
]

/** Each language by its own name. */
const nameOf = (language: Language) => new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language

export function Appearance() {
  const t = useText()
  const { settings, set } = useSettings()
  if (!settings) return null
  const choices = [
    { value: 'system' as const, label: t('settings.languageSystem') },
    ...(Object.keys(languages) as Language[]).map((value) => ({ value, label: nameOf(value) })),
  ]
  return (
    <>
      <ThemeChoice theme={settings.theme} onChoose={(theme) => set({ theme })} />
      <Select label={t('settings.language')} value={settings.language} choices={choices} onChoose={(language) => set({ language })} />
    </>
  )
}

function ThemeChoice({ theme, onChoose }: { theme: Settings['theme']; onChoose(theme: Settings['theme']): void }) {
  const t = useText()
  return (
    <fieldset>
      <legend className="mb-1 font-medium text-sm">{t('settings.theme')}</legend>
      <div className="grid grid-cols-3 gap-2">
        {themes.map(({ id, icon: Icon }) => (
          <label
            key={id}
            className={classNames(
              'flex cursor-pointer flex-col items-center gap-2 rounded-lg border py-3 text-sm has-focus-visible:outline-2 has-focus-visible:outline-accent-text',
              theme === id ? 'border-accent-text bg-accent-soft font-medium' : 'border-line hover:bg-hover',
            )}
          >
            <input type="radio" name="theme" checked={theme === id} onChange={() => onChoose(id)} className="sr-only" />
            <Icon aria-hidden className="size-5" strokeWidth={1.5} />
            {t(`settings.theme${themeKeys[id]}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const themeKeys = { system: 'System', light: 'Light', dark: 'Dark' } as const

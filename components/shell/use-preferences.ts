'use client'
import { useEffect } from 'react'
import { useMe } from '../../client/hooks.ts'
import { pickLanguage } from '../../client/i18n/languages.ts'
import { useLanguage } from '../ui/text.tsx'

const year = 31_536_000

/** For the server, which draws the next page before the settings are here. */
function remember(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers we support
  document.cookie = `${name}=${value}; path=/; max-age=${value ? year : 0}; samesite=lax`
}

/** Puts the person's theme and language into force, here and for the next page. */
export function usePreferences() {
  const settings = useMe()?.settings
  const { setLanguage } = useLanguage()
  const theme = settings?.theme
  const language = settings?.language
  useEffect(() => {
    if (!theme) return
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
    remember('parley_theme', theme === 'system' ? '' : theme)
  }, [theme])
  useEffect(() => {
    if (!language) return
    const chosen = language === 'system' ? pickLanguage(navigator.languages) : language
    document.documentElement.lang = chosen
    setLanguage(chosen)
    remember('parley_language', language === 'system' ? '' : language)
  }, [language, setLanguage])
}

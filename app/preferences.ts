import { cookies, headers } from 'next/headers'
import { type Language, pickLanguage } from '../client/i18n/languages.ts'

/** How to draw the first byte: kept in cookies by the browser, so that no page flashes in other colours or another language. */
export async function preferences(): Promise<{ language: Language; theme: 'light' | 'dark' | null }> {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const theme = jar.get('parley_theme')?.value
  const wanted = [jar.get('parley_language')?.value ?? '', ...(head.get('accept-language') ?? '').split(',')]
  return { language: pickLanguage(wanted), theme: theme === 'light' || theme === 'dark' ? theme : null }
}

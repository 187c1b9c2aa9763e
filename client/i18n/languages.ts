import { de } from './de.ts'
import { en } from './en.ts'
import type { TranslationOf } from './keys.ts'

interface Known {
  readonly direction: 'ltr' | 'rtl'
  readonly messages: TranslationOf<typeof en>
}

/** Languages people can choose; adding one means adding its catalogue here. */
export const languages = {
  en: { direction: 'ltr', messages: en },
  de: { direction: 'ltr', messages: de },
} as const satisfies Record<string, Known>

export type Language = keyof typeof languages

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag)

/** Of the browser's languages the first that is `language`, with its region: in British English the clock has 24 hours. */
export function regional(language: Language, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split('-')[0]?.toLowerCase() === language) ?? language
}

/** The best of our languages for a list as browsers give it (RFC 9110 §12.5.4), the first of the list first. */
export function pickLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const primary = tag.trim().toLowerCase().split(/[-;]/)[0] ?? ''
    if (isLanguage(primary)) return primary
  }
  return 'en'
}

'use client'
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { createDates, type Dates } from '../../client/i18n/dates.ts'
import { type Language, languages, regional } from '../../client/i18n/languages.ts'
import { createText, type Text } from '../../client/i18n/text.ts'

interface Words {
  readonly language: Language
  readonly text: Text
  readonly dates: Dates
  readonly setLanguage: (language: Language) => void
}

const WordsContext = createContext<Words | null>(null)

/** `language`: what the page was drawn in on the server; the person's setting may change it later. */
export function TextProvider({ language: initial, children }: { language: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(initial)
  const words = useMemo(() => {
    // The server draws pages too, with another navigator or none: what it draws holds no times.
    const locale = regional(language, globalThis.navigator?.languages ?? [])
    return { language, text: createText(language), dates: createDates(locale), setLanguage }
  }, [language])
  return (
    <WordsContext value={words}>
      <div lang={language} dir={languages[language].direction} className="contents">
        {children}
      </div>
    </WordsContext>
  )
}

function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('TextProvider is missing')
  return words
}

/** `t('screen.key', values)`: the sentence in the person's language. */
export const useText = (): Text => useWords().text
/** Times, dates and numbers in the person's language. */
export const useDates = (): Dates => useWords().dates
export const useLanguage = () => {
  const { language, setLanguage } = useWords()
  return { language, setLanguage }
}

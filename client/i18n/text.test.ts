import { compileMessage } from '@lingui/message-utils/compileMessage'
import { expect, test } from 'vitest'
import { createDates } from './dates.ts'
import { type Language, languages, pickLanguage, regional } from './languages.ts'
import { createText } from './text.ts'

const placeholders = (source: string) => {
  const names = new Set<string>()
  const walk = (part: unknown): void => {
    if (!Array.isArray(part)) return
    for (const token of part) {
      if (!Array.isArray(token)) continue
      names.add(String(token[0]))
      if (typeof token[2] === 'object' && token[2] !== null) for (const branch of Object.values(token[2])) walk(branch)
    }
  }
  walk(compileMessage(source))
  return [...names].sort()
}

const sourceOf = (language: Language) =>
  Object.entries(languages[language].messages).flatMap(([screen, messages]) =>
    Object.entries(messages).map(([key, text]) => [`${screen}.${key}`, text as string] as const),
  )

test.each(Object.keys(languages) as Language[])('every message of %s has the placeholders of the English one', (language) => {
  const english = new Map(sourceOf('en'))
  for (const [key, text] of sourceOf(language)) expect([key, placeholders(text)]).toEqual([key, placeholders(english.get(key) ?? '')])
})

test('plurals and placeholders follow the language', () => {
  expect(createText('en')('roster.unread', { count: 1 })).toBe('1 unread message')
  expect(createText('en')('roster.unread', { count: 1200 })).toBe('1,200 unread messages')
  expect(createText('de')('roster.unread', { count: 1200 })).toBe('1.200 ungelesene Nachrichten')
  expect(createText('de')('common.cancel')).toBe('Abbrechen')
})

test('text that looks like a message format is passed through untouched', () => {
  const text = '{x} # \\u0041 <b> C:\\x41'
  expect(createText('en')('roster.own', { text })).toBe(`You: ${text}`)
})

test('the language is the first of the list that we have', () => {
  expect(pickLanguage(['fr-FR', 'de-AT;q=0.8', 'en'])).toBe('de')
  expect(pickLanguage(['tlh', '', 'constructor'])).toBe('en')
})

test('times are written as in the region of the browser', () => {
  const at = new Date(2025, 5, 18, 21, 5).getTime()
  expect(createDates(regional('en', ['de-DE', 'en-GB', 'en'])).time(at)).toBe('21:05')
  expect(createDates(regional('en', ['en-US'])).time(at)).toMatch(/^9:05\sPM$/)
  expect(regional('de', ['en-GB'])).toBe('de')
})

test('days are named while they are near and dated after that', () => {
  const dates = createDates('en')
  const now = new Date(2025, 5, 18, 12).getTime()
  const at = (month: number, day: number, year = 2025) => new Date(year, month, day, 23, 59).getTime()
  expect(dates.day(at(5, 18), now)).toBe('Today')
  expect(dates.day(at(5, 17), now)).toBe('Yesterday')
  expect(dates.day(at(5, 16), now)).toBe('Monday')
  expect(dates.day(at(5, 11), now)).toBe('June 11')
  expect(dates.day(at(5, 11, 2023), now)).toBe('June 11, 2023')
  expect(dates.short(at(5, 16), now)).toBe('Mon')
  expect(createDates('de').day(at(5, 17), now)).toBe('Gestern')
})

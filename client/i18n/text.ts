import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { en } from './en.ts'
import type { KeyOf, ValuesOf } from './keys.ts'
import { type Language, languages } from './languages.ts'

export type TextKey = KeyOf<typeof en>

/** The sentence for a key, with a value for every placeholder of the English one. */
export type Text = <Key extends TextKey>(key: Key, ...values: ValuesOf<typeof en, Key>) => string

/** lingui decodes `\u0041` in its results, names and texts of people included; a private-use character stands in for their backslashes. */
const standIn = '\uE05C'
const shield = (values: Record<string, string | number>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value.replaceAll('\\', standIn) : value]),
  )

/** Messages are compiled when they are first used: a screen pays for its own sentences only. */
export function createText(language: Language): Text {
  const sources = new Map<string, string>()
  for (const [screen, messages] of Object.entries(languages[language].messages)) {
    for (const [key, source] of Object.entries(messages)) sources.set(`${screen}.${key}`, source)
  }
  const i18n = setupI18n({ locale: language, messages: { [language]: {} } })
  return (key, ...values) => {
    const source = sources.get(key)
    if (source !== undefined) {
      sources.delete(key)
      i18n.load(language, { [key]: compileMessage(source) })
    }
    return i18n._(key, values[0] && shield(values[0])).replaceAll(standIn, '\\')
  }
}

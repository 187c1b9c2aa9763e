import { expect, test } from 'vitest'
import { de } from '../../../../client/i18n/de.ts'
import { en } from '../../../../client/i18n/en.ts'
import { answer, greeting } from './answers.ts'

test.each([
  ['help', 'en', 'Ask me about'],
  ['Hilfe!', 'de', 'Frag mich nach'],
  ['What is Parley?', 'en', 'Parley is a chat'],
  ['Was ist Parley?', 'de', 'Parley ist ein Chat'],
  ['How do I link my XMPP account?', 'en', 'Link an account'],
  ['Wie verknüpfe ich ein Konto?', 'de', 'Konto verknüpfen'],
  ['how can you help me invite a friend', 'en', 'Invite with a link'],
  ['Wie kann ich einen Freund einladen?', 'en', 'Einladungslink'],
  ['What can guests do?', 'en', 'Guests chat'],
  ['Gibt es Tastenkürzel?', 'de', 'Strg'],
  ['keyboard shortcuts', 'en', 'Ctrl'],
  ['Who can read my data?', 'en', 'could read them'],
  ['Sind meine Daten sicher?', 'de', 'könnte sie lesen'],
  ['hello', 'en', 'small program'],
  ['Who are you?', 'en', 'not a person'],
  ['quantum chromodynamics', 'en', 'do not understand'],
  ['…', 'de', 'verstehe das nicht'],
  ['', 'en', 'do not understand'],
] as const)('%j in %s is answered with “%s”', (text, language, part) => {
  expect(answer(text, language)).toContain(part)
})

test('the greeting says that it is a program', () => {
  expect(greeting('Ann', 'en')).toMatch(/Ann.*a small program, not a person/)
  expect(greeting('Ann', 'de')).toMatch(/Ann.*ein kleines Programm, kein Mensch/)
})

test.each([
  ['en', en, ['link', 'invite', 'guest', 'keyboard', 'privacy', 'parley']],
  ['de', de, ['verknüpfen', 'einladen', 'gast', 'tastatur', 'privat', 'parley']],
] as const)('what an answer in %s calls by its name on the screen is called so there', (language, screens, questions) => {
  const shown = Object.values(screens).flatMap((screen) => Object.values(screen) as string[])
  const named = questions.flatMap((question) => answer(question, language).match(/(?<=[“„])[^“”„]+(?=[”“])/g) ?? [])
  expect(named.length).toBeGreaterThan(3)
  for (const name of named) expect(shown).toContain(name)
})

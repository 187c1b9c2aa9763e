import { expect, test } from 'vitest'
import { answer, greeting } from './answers.ts'

test.each([
  ['help', 'en', 'Ask me about'],
  ['Hilfe!', 'de', 'Frag mich nach'],
  ['What is Parley?', 'en', 'Parley is a chat'],
  ['Was ist Parley?', 'de', 'Parley ist ein Chat'],
  ['How do I link my XMPP account?', 'en', 'Link an account'],
  ['how can you help me invite a friend', 'en', 'invite link'],
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

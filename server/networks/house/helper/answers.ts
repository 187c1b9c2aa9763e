/** What the helper says. Pure: a text in, a text out. */

export type Language = 'en' | 'de'
type Both = Readonly<Record<Language, string>>
interface Topic {
  /** Beginnings of words that lead here; the topic with the most hits wins, of equals the first. */
  readonly words: Readonly<Record<Language, readonly string[]>>
  readonly says: Both
}

export function greeting(name: string, language: Language): string {
  if (language === 'de') {
    return `Hallo ${name}! Ich bin Parley, ein kleines Programm, kein Mensch. Ich kenne ein paar Antworten: Schreib „Hilfe“, dann zähle ich sie auf.`
  }
  return `Hello ${name}! I am Parley, a small program, not a person. I know a few answers: write “help” and I list them.`
}

/** In the language that was asked in, where that can be told; else in the chosen one. */
export function answer(text: string, chosen: Language): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return best(topics, words, chosen) ?? best(smallTalk, words, chosen) ?? unknown[chosen]
}

function best(among: readonly Topic[], words: readonly string[], chosen: Language): string | null {
  let most = 0
  let says: string | null = null
  for (const topic of among) {
    for (const language of [chosen, chosen === 'en' ? 'de' : 'en'] as const) {
      const hits = words.filter((word) => topic.words[language].some((beginning) => word.startsWith(beginning))).length
      if (hits <= most) continue
      most = hits
      says = topic.says[language]
    }
  }
  return says
}

const unknown: Both = {
  en: 'I am only a small program and do not understand that. Write “help” to see what I can answer.',
  de: 'Ich bin nur ein kleines Programm und verstehe das nicht. Schreib „Hilfe“, dann siehst du, worauf ich antworten kann.',
}

const topics: readonly Topic[] = [
  {
    words: { en: ['help', 'question', 'topics'], de: ['hilfe', 'frage', 'themen'] },
    says: {
      en: 'Ask me about: what Parley is · linking an account · inviting a friend · guests · keyboard · privacy',
      de: 'Frag mich nach: was Parley ist · Konto verknüpfen · jemanden einladen · Gäste · Tastatur · Privatsphäre',
    },
  },
  {
    words: {
      en: ['link', 'account', 'connect', 'network', 'xmpp', 'jabber'],
      de: ['konto', 'konten', 'verbind', 'verknüpf', 'netzwerk', 'netz'],
    },
    says: {
      en: 'Open “Accounts” in the menu and choose “Link an account”. Parley then keeps it online for you, also while no tab is open, and shows all contacts in one list.',
      de: 'Öffne „Konten“ im Menü und wähle „Konto verknüpfen“. Parley hält es dann für dich online, auch wenn kein Tab offen ist, und zeigt alle Kontakte in einer Liste.',
    },
  },
  {
    words: { en: ['invit', 'friend'], de: ['einlad', 'einzulad', 'freund'] },
    says: {
      en: 'Choose “Invite with a link” under “New” and send the link to your friend: it opens a chat with you, or a room, in any browser. You can revoke it, and it can expire.',
      de: 'Wähle „Mit einem Link einladen“ unter „Neu“ und schick den Einladungslink deinem Freund: Er öffnet in jedem Browser einen Chat mit dir oder einen Raum. Du kannst ihn zurücknehmen, und er kann ablaufen.',
    },
  },
  {
    words: { en: ['guest', 'keep', 'register', 'login'], de: ['gast', 'gäst', 'behalten', 'registrier', 'anmeld'] },
    says: {
      en: 'Guests chat without an account and are forgotten after 7 days without a visit. They cannot look for people or make public rooms. A guest who chooses a login and a password under “Keep this account” in the settings keeps all chats.',
      de: 'Gäste chatten ohne Konto und werden nach 7 Tagen ohne Besuch vergessen. Sie können niemanden suchen und keine öffentlichen Räume anlegen. Wer als Gast in den Einstellungen unter „Dieses Konto behalten“ Anmeldenamen und Passwort wählt, behält alle Chats.',
    },
  },
  {
    words: { en: ['keyboard', 'shortcut', 'keys'], de: ['tast', 'kürzel'] },
    says: {
      en: 'Ctrl or ⌘ K jumps to any person or room, Alt ↑ ↓ walks through what is unread, Esc closes, ? lists the rest.',
      de: 'Strg oder ⌘ K springt zu jeder Person und jedem Raum, Alt ↑ ↓ geht durch Ungelesenes, Esc schließt, ? zeigt den Rest.',
    },
  },
  {
    words: {
      en: ['privacy', 'private', 'secure', 'secret', 'encrypt', 'data', 'read'],
      de: ['privat', 'sicher', 'geheim', 'verschlüssel', 'daten', 'liest'],
    },
    says: {
      en: 'Your chats are kept on this server so that every browser of yours has them; whoever runs it could read them. Passwords of linked accounts are encrypted. You decide in the settings whether others see what you have read and when you type.',
      de: 'Deine Chats liegen auf diesem Server, damit jeder deiner Browser sie hat; wer ihn betreibt, könnte sie lesen. Passwörter verknüpfter Konten sind verschlüsselt. Ob andere sehen, was du gelesen hast und wann du tippst, bestimmst du in den Einstellungen.',
    },
  },
]

/** What only counts when nothing else does: these words are in many questions. */
const smallTalk: readonly Topic[] = [
  {
    words: { en: ['parley', 'what', 'who', 'you'], de: ['parley', 'was', 'wer', 'bist'] },
    says: {
      en: 'Parley is a chat in the browser: it keeps your accounts on several networks online and shows them in one list. I am a small program in it, not a person.',
      de: 'Parley ist ein Chat im Browser: Es hält deine Konten auf mehreren Netzwerken online und zeigt sie in einer Liste. Ich bin ein kleines Programm darin, kein Mensch.',
    },
  },
  {
    words: { en: ['hello', 'hi', 'hey', 'thank'], de: ['hallo', 'moin', 'servus', 'guten', 'danke'] },
    says: {
      en: 'Hello! I am a small program and can answer a few questions. Write “help” to see which.',
      de: 'Hallo! Ich bin ein kleines Programm und kann ein paar Fragen beantworten. Schreib „Hilfe“, dann siehst du, welche.',
    },
  },
]

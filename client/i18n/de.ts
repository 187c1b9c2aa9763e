import { accounts } from './de/accounts.ts'
import { common } from './de/common.ts'
import { composer } from './de/composer.ts'
import { contacts } from './de/contacts.ts'
import { conversation } from './de/conversation.ts'
import { details } from './de/details.ts'
import { entry } from './de/entry.ts'
import { invites } from './de/invites.ts'
import { presence } from './de/presence.ts'
import { rooms } from './de/rooms.ts'
import { roster } from './de/roster.ts'
import { settings } from './de/settings.ts'
import { shell } from './de/shell.ts'
import type { en } from './en.ts'
import type { TranslationOf } from './keys.ts'

export const de: TranslationOf<typeof en> = {
  accounts,
  common,
  composer,
  contacts,
  conversation,
  details,
  entry,
  invites,
  presence,
  rooms,
  roster,
  settings,
  shell,
}

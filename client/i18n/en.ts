import { accounts } from './en/accounts.ts'
import { common } from './en/common.ts'
import { composer } from './en/composer.ts'
import { contacts } from './en/contacts.ts'
import { conversation } from './en/conversation.ts'
import { details } from './en/details.ts'
import { entry } from './en/entry.ts'
import { invites } from './en/invites.ts'
import { presence } from './en/presence.ts'
import { rooms } from './en/rooms.ts'
import { roster } from './en/roster.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'

/** English is the source: its keys and placeholders are what every other language must have. */
export const en = {
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
} as const

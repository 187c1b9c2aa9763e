import { accounts } from './en/accounts.ts'
import { common } from './en/common.ts'
import { composer } from './en/composer.ts'
import { conversation } from './en/conversation.ts'
import { details } from './en/details.ts'
import { entry } from './en/entry.ts'
import { presence } from './en/presence.ts'
import { roster } from './en/roster.ts'
import { shell } from './en/shell.ts'

/** English is the source: its keys and placeholders are what every other language must have. */
export const en = { accounts, common, composer, conversation, details, entry, presence, roster, shell } as const

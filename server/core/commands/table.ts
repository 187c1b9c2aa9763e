import { accountCommands, loginCommands } from './accounts.ts'
import { contactCommands } from './contacts.ts'
import { conversationCommands } from './conversations.ts'
import { inviteCommands } from './invites.ts'
import { meCommands, presenceCommands, sessionCommands } from './me.ts'
import { messageCommands } from './messages.ts'
import type { Handlers, Parts } from './parts.ts'
import { roomCommands } from './rooms.ts'
import { syncCommands } from './sync.ts'

/** Every command of the contract; one without a handler is a type error. */
export const createCommands = (parts: Parts): Handlers => ({
  ...syncCommands(parts),
  ...meCommands(parts),
  ...presenceCommands(parts),
  ...sessionCommands(parts),
  ...loginCommands(parts),
  ...accountCommands(parts),
  ...contactCommands(parts),
  ...conversationCommands(parts),
  ...roomCommands(parts),
  ...messageCommands(parts),
  ...inviteCommands(parts),
})

import type { Abilities } from '../../contract/abilities.ts'
import type { Conversation, Message } from '../../contract/entities.ts'
import type { PersonId } from '../../contract/ids.ts'

/** Which buttons a message gets. */
export interface Allowed {
  readonly reply: boolean
  readonly react: boolean
  readonly edit: boolean
  readonly delete: boolean
  readonly copy: boolean
}

interface Situation {
  readonly me: PersonId | null
  readonly conversation: Conversation | null
  readonly abilities: Abilities | null
}

/** Draws from abilities only; the server decides again. Moderators may delete what others wrote where roles exist. */
export function allowedOn(message: Message, { me, conversation, abilities }: Situation): Allowed {
  const can = (ability: 'replies' | 'reactions' | 'edits' | 'deletes' | 'moderation') => abilities !== null && abilities[ability] !== 'none'
  const usable = conversation?.state === 'joined' && message.state === 'sent' && !message.deleted && message.kind !== 'notice'
  const own = message.from === me
  const moderates = can('moderation') && (conversation?.role === 'owner' || conversation?.role === 'admin')
  return {
    reply: usable && can('replies'),
    react: usable && can('reactions'),
    edit: usable && own && can('edits'),
    delete: usable && can('deletes') && (own || moderates),
    copy: !message.deleted,
  }
}

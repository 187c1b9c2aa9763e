import type { Contact, Conversation } from '../../contract/entities.ts'
import { matchScore } from './find.ts'

/** Somewhere to jump to: a conversation there is, or a contact nobody has written to yet. */
export type JumpTarget = { readonly id: string; readonly name: string; readonly address: string; readonly avatar: string | null } & (
  | { readonly conversation: Conversation; readonly contact: null }
  | { readonly conversation: null; readonly contact: Contact }
)

const shown = 50

/** Best fit first; what fits equally well stays in the order given, which is the latest first. */
export function jumpTargets(conversations: readonly Conversation[], contacts: readonly Contact[], typed: string): JumpTarget[] {
  const written = new Set(conversations.map((conversation) => conversation.person))
  const targets: JumpTarget[] = [
    ...conversations.map((conversation) => ({ ...pick(conversation, conversation.title), conversation, contact: null })),
    ...contacts
      .filter((contact) => !written.has(contact.person) && contact.state !== 'asks')
      .map((contact) => ({ ...pick(contact, contact.name), conversation: null, contact })),
  ]
  return targets
    .map((target) => ({ target, score: matchScore([target.name, target.address], typed) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, shown)
    .map(({ target }) => target)
}

const pick = ({ id, address, avatar }: { id: string; address: string; avatar: string | null }, name: string) => ({
  id,
  name,
  address,
  avatar,
})

'use client'
import { useAccountOf, useContactOf, useMe } from '../../client/hooks.ts'
import type { ConversationId, PersonId } from '../../contract/ids.ts'

interface Who {
  readonly conversation: ConversationId
  readonly person: PersonId
  readonly name: string
}

/**
 * Picture and colour of somebody in a room, the same beside his messages and in the list of members.
 * Rooms may hide addresses, so the colour of a stranger is made of his name there (XEP-0392).
 */
export function useFace({ conversation, person, name }: Who): { seed: string; picture: string | null } {
  const me = useMe()
  const account = useAccountOf(conversation)
  const contact = useContactOf(person)
  if (account?.me === person) return { seed: me?.login ?? me?.id ?? name, picture: me?.avatar ?? null }
  return { seed: contact?.address ?? name, picture: contact?.avatar ?? null }
}

'use client'
import { useEffect, useState } from 'react'
import { useClient, useMemberRev } from '../../client/hooks.ts'
import type { Conversation, Member } from '../../contract/entities.ts'

export interface Members {
  readonly list: readonly Member[]
  readonly loading: boolean
  /** A sentence, when they could not be had. */
  readonly failed: string | null
}

const none: Members = { list: [], loading: true, failed: null }

/** Who is in a room, asked for while `wanted` and again when it changes. */
export function useMembers({ id, kind, state }: Conversation, wanted: boolean): Members {
  const client = useClient()
  const rev = useMemberRev(id)
  const [members, setMembers] = useState<Members>(none)
  const asking = wanted && kind === 'room' && state === 'joined'
  // biome-ignore lint/correctness/useExhaustiveDependencies: another `rev` means other members
  useEffect(() => {
    if (!asking) return
    let current = true
    void client.command('room.members', { conversation: id }).then((answer) => {
      if (!current) return
      if (answer.ok) setMembers({ list: answer.result, loading: false, failed: null })
      else setMembers((last) => ({ ...last, loading: false, failed: answer.error.message }))
    })
    return () => {
      current = false
    }
  }, [client, id, rev, asking])
  return members
}

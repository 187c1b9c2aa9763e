'use client'
import { useState } from 'react'
import type { AccountId } from '../../contract/ids.ts'
import { useNavigation } from '../shell/navigation.tsx'
import { useSubmit } from '../shell/use-submit.ts'

/** Joins rooms and opens them. `locked`: the room that wants a password. */
export function useJoin(account: AccountId | null, onJoined: () => void) {
  const { show } = useNavigation()
  const { busy, failure, submit } = useSubmit()
  const [address, setAddress] = useState<string | null>(null)
  const join = async (wanted: string, password?: string) => {
    if (!account) return
    setAddress(wanted)
    const answer = await submit('room.join', { account, address: wanted, ...(password && { password }) })
    if (!answer.ok) return
    onJoined()
    show(answer.result.conversation)
  }
  return { busy, failure, join, locked: failure?.code === 'credentials' ? address : null }
}

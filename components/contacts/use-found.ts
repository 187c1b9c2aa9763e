'use client'
import { useEffect, useState } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { Account, NetworkInfo, Person } from '../../contract/entities.ts'

interface Found {
  readonly people: readonly Person[]
  readonly searching: boolean
  readonly failed: string | null
}

const nobody: Found = { people: [], searching: false, failed: null }
/** One letter finds everybody. */
const shortest = 2
/** Typing goes on for that long, in ms, between two keys. */
const pauseMs = 200

/** Who the network knows by that name, asked when the typing pauses; nobody where people cannot be looked up. */
export function useFound(typed: string, { account, network }: { account: Account | null; network: NetworkInfo | null }): Found {
  const client = useClient()
  const [found, setFound] = useState<Found>(nobody)
  const text = typed.trim()
  const id = account?.id
  const possible = network !== null && network.abilities.find !== 'none' && text.length >= shortest
  useEffect(() => {
    if (!id || !possible) return setFound(nobody)
    let current = true
    setFound((last) => ({ ...last, searching: true, failed: null }))
    const timer = setTimeout(async () => {
      const answer = await client.command('contact.find', { account: id, text })
      if (!current) return
      setFound(answer.ok ? { ...nobody, people: answer.result } : { ...nobody, failed: answer.error.message })
    }, pauseMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [client, id, possible, text])
  return found
}

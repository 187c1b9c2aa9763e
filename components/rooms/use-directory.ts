'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../../client/hooks.ts'
import type { RoomListing } from '../../contract/entities.ts'
import type { AccountId } from '../../contract/ids.ts'

export interface Directory {
  readonly rooms: readonly RoomListing[]
  readonly loading: boolean
  readonly failed: string | null
  /** Loads the next page; null: there is none. */
  readonly more: (() => void) | null
}

interface Pages {
  readonly rooms: readonly RoomListing[]
  readonly next: string | null
  readonly loading: boolean
  readonly failed: string | null
}

const empty: Pages = { rooms: [], next: null, loading: false, failed: null }
const pauseMs = 200

/** The public rooms that fit `search`, page by page, asked when the typing pauses; `account` null: there is no directory. */
export function useDirectory(account: AccountId | null, search: string): Directory {
  const client = useClient()
  const [pages, setPages] = useState<Pages>(empty)
  /** Only the newest question counts. */
  const asked = useRef(0)
  const load = useCallback(
    async (after: string | null) => {
      if (!account) return
      const question = ++asked.current
      setPages((before) => ({ ...before, loading: true, failed: null }))
      const answer = await client.command('room.list', { account, search, ...(after && { after }) })
      if (question !== asked.current) return
      setPages((before) => {
        if (!answer.ok) return { ...before, loading: false, failed: answer.error.message }
        const { rooms, next } = answer.result
        return { rooms: after ? [...before.rooms, ...rooms] : rooms, next, loading: false, failed: null }
      })
    },
    [client, account, search],
  )
  useEffect(() => {
    setPages((before) => (account ? { ...before, loading: true } : empty))
    const timer = setTimeout(() => void load(null), pauseMs)
    return () => {
      clearTimeout(timer)
      asked.current++
    }
  }, [load, account])
  const { rooms, next, loading, failed } = pages
  return { rooms, loading, failed, more: next && !loading ? () => void load(next) : null }
}

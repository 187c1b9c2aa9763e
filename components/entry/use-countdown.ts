'use client'
import { useEffect, useState } from 'react'

/** Whole seconds until `until` (ms since 1970, null: nothing to wait for), counted down to 0. */
export function useCountdown(until: number | null): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (until === null) return
    setNow(Date.now())
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, 1_000)
    return () => clearInterval(timer)
  }, [until])
  return until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1_000))
}

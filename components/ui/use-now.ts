'use client'
import { useEffect, useState } from 'react'

/** Now, in ms, renewed once a minute: for times that are told relative to it. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

'use client'
import { useEffect, useState } from 'react'

/** False until the page's own code runs: before that, a form would be sent by the browser itself. */
export function useLoaded(): boolean {
  const [loaded, setLoaded] = useState(false)
  useEffect(() => setLoaded(true), [])
  return loaded
}

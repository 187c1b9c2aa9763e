/** Whether somebody looks at this page: it is visible and has the focus. */
export interface Looking {
  now(): boolean
  /** Returns the way to stop. */
  onChange(listener: (looking: boolean) => void): () => void
}

export function watchLooking(page: Document): Looking {
  const now = () => page.visibilityState === 'visible' && page.hasFocus()
  return {
    now,
    onChange(listener) {
      let before = now()
      const tell = () => {
        if (before === now()) return
        before = now()
        listener(before)
      }
      const leave = new AbortController()
      const options = { signal: leave.signal }
      page.addEventListener('visibilitychange', tell, options)
      page.defaultView?.addEventListener('focus', tell, options)
      page.defaultView?.addEventListener('blur', tell, options)
      return () => leave.abort()
    },
  }
}

import { limits } from '../contract/limits.ts'

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Tells when there was no input in this tab for `limits.idleMs`, and when there is again. Returns the way to stop. */
export function watchIdle(page: EventTarget, changed: (idle: boolean) => void): () => void {
  let idle = false
  let inputAt = Date.now()
  let timer = setTimeout(check, limits.idleMs)
  function set(now: boolean): void {
    idle = now
    changed(now)
  }
  /** Input only notes the time: the pointer moves too often for a timer each. */
  function check(): void {
    const left = inputAt + limits.idleMs - Date.now()
    if (left > 0) timer = setTimeout(check, left)
    else set(true)
  }
  const input = () => {
    inputAt = Date.now()
    if (!idle) return
    set(false)
    timer = setTimeout(check, limits.idleMs)
  }
  for (const sign of signs) page.addEventListener(sign, input, { passive: true, capture: true })
  return () => {
    clearTimeout(timer)
    for (const sign of signs) page.removeEventListener(sign, input, { capture: true })
  }
}

'use client'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { classNames } from './class-names.ts'

interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'calm' | 'danger'
}
type Show = (text: string, tone?: Toast['tone']) => void

const shownMs = 6_000
const ToastContext = createContext<Show>(() => undefined)

/** Says something in a corner for a few seconds; for what needs an answer use a dialog. */
export const useToast = (): Show => useContext(ToastContext)

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null)
  const show = useCallback<Show>((text, tone = 'calm') => setToast((last) => ({ id: (last?.id ?? 0) + 1, text, tone })), [])
  return (
    <ToastContext value={show}>
      {children}
      <ToastCorner toast={toast} onEnd={() => setToast(null)} />
    </ToastContext>
  )
}

/** A popover, so that it lies above open dialogs too. */
function ToastCorner({ toast, onEnd }: { toast: Toast | null; onEnd(): void }) {
  const ref = useRef<HTMLDivElement>(null)
  const end = useRef(onEnd)
  end.current = onEnd
  useEffect(() => {
    if (!toast) return
    const corner = ref.current
    corner?.showPopover()
    const timer = setTimeout(() => end.current(), shownMs)
    return () => {
      clearTimeout(timer)
      if (corner?.matches(':popover-open')) corner.hidePopover()
    }
  }, [toast])
  return (
    <div ref={ref} popover="manual" role="status" className="fixed inset-x-0 bottom-20 mx-auto w-fit max-w-[90vw] bg-transparent p-2">
      {toast && (
        <p
          key={toast.id}
          className={classNames('animate-appear rounded-lg bg-raised px-4 py-2.5 shadow-raised', toast.tone === 'danger' && 'text-danger')}
        >
          {toast.text}
        </p>
      )}
    </div>
  )
}

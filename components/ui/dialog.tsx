'use client'
import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { useText } from './text.tsx'

interface Props {
  title: string
  /** Esc, the cross, or a click beside it when `light`. Unmount the dialog here. */
  onClose(): void
  children: ReactNode
  footer?: ReactNode
  width?: 'narrow' | 'normal' | 'wide' | 'page'
  /** Nothing typed can be lost: a click beside it closes it. */
  light?: boolean
  /** As high as the window, a phone's whole screen, and without space of its own around what is inside. */
  tall?: boolean
}

const widths = { narrow: 'sm:w-90', normal: 'sm:w-120', wide: 'sm:w-160', page: 'sm:w-200' } as const

/** What has the focus when it opens: what is marked so, else the first field. */
const first = '[data-first], input:not([type="hidden"]), textarea, select'

/** A modal dialog, open while it is mounted. The browser keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, children, footer, width = 'normal', light = false, tall = false }: Props) {
  const t = useText()
  const titleId = useId()
  const ref = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>(first)?.focus()
    return () => dialog?.close()
  }, [])
  const onBackdrop = (event: MouseEvent) => {
    if (light && event.target === ref.current) onClose()
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the click beside the dialog doubles Esc
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={() => ref.current?.open || onClose()}
      onClick={onBackdrop}
      className={classNames(
        'm-auto w-full max-w-[calc(100vw-2rem)] overflow-hidden rounded-lg bg-raised shadow-raised',
        'open:flex animate-appear flex-col max-sm:mb-0 max-sm:max-w-none max-sm:rounded-b-none',
        tall ? 'h-dvh max-h-dvh max-sm:rounded-none sm:h-[min(42rem,calc(100dvh-2rem))]' : 'max-h-[calc(100dvh-2rem)]',
        widths[width],
      )}
    >
      <header className="flex items-center justify-between gap-2 border-line border-b py-2 ps-4 pe-2">
        <h2 id={titleId} className="truncate font-semibold">
          {title}
        </h2>
        <IconButton icon={X} label={t('common.close')} onClick={onClose} />
      </header>
      <div className={classNames('min-h-0 flex-1', tall ? 'flex' : 'overflow-y-auto p-4')}>{children}</div>
      {footer && <footer className="flex justify-end gap-2 border-line border-t px-4 py-3">{footer}</footer>}
    </dialog>
  )
}

'use client'
import { type ReactNode, type SyntheticEvent, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { place } from './place.ts'

/** A point (a right click) or an element (a button) that a popup belongs to. */
export type Anchor = { readonly x: number; readonly y: number } | Element

interface Props {
  anchor: Anchor
  onClose(): void
  children: ReactNode
  /** Aligned with the end of its anchor instead of the start. */
  end?: boolean
  className?: string
}

const boxOf = (anchor: Anchor) => (anchor instanceof Element ? anchor.getBoundingClientRect() : { ...anchor, width: 0, height: 0 })
const stop = (event: SyntheticEvent) => event.stopPropagation()

/**
 * Something small above everything else, open while it is mounted. What is marked `data-first` gets the focus;
 * Esc and a click elsewhere close it, and focus goes back.
 */
export function Popup({ anchor, onClose, children, end = false, className }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const popup = ref.current
    if (!popup) return
    const before = document.activeElement
    popup.showPopover()
    const rtl = getComputedStyle(popup).direction === 'rtl'
    const at = place(boxOf(anchor), popup.getBoundingClientRect(), { width: innerWidth, height: innerHeight, end: end !== rtl })
    popup.style.left = `${at.left}px`
    popup.style.top = `${at.top}px`
    popup.querySelector<HTMLElement>('[data-first]')?.focus()
    return () => {
      const inside = popup.contains(document.activeElement)
      if (popup.matches(':popover-open')) popup.hidePopover()
      if (inside && before instanceof HTMLElement) before.focus()
    }
  }, [anchor, end])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps what happens inside from whatever row the popup was opened in
    <div
      ref={ref}
      popover="auto"
      onToggle={(event) => event.newState === 'closed' && !ref.current?.matches(':popover-open') && onClose()}
      onClick={stop}
      onKeyDown={stop}
      onContextMenu={stop}
      className={classNames('fixed animate-appear overflow-auto rounded-lg bg-raised p-1 shadow-raised', className)}
    >
      {children}
    </div>
  )
}

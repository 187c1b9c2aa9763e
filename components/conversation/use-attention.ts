'use client'
import { type FocusEvent, type PointerEvent, useEffect, useRef, useState } from 'react'

const longPressMs = 450

/** Whether a row is under the mouse, has the focus, or was pressed long: only then it draws its buttons. */
export function useAttention() {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const cancel = () => clearTimeout(timer.current)
  const press = (event: PointerEvent<HTMLElement>) => {
    if (event.pointerType === 'mouse') return
    const row = event.currentTarget
    timer.current = setTimeout(() => row.focus(), longPressMs)
  }
  const blur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
  }
  return {
    active: hovered || focused,
    handlers: {
      onPointerEnter: (event: PointerEvent) => setHovered(event.pointerType === 'mouse'),
      onPointerLeave: () => setHovered(false),
      onPointerDown: press,
      onPointerUp: cancel,
      onPointerMove: cancel,
      onPointerCancel: cancel,
      onFocus: () => setFocused(true),
      onBlur: blur,
    },
  }
}

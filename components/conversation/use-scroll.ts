'use client'
import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import type { VirtualizerHandle } from 'virtua'
import type { Row } from './rows.ts'

/** Within this many px of the bottom one is at the bottom. */
const nearPx = 24

/** How many rows were put before those of the last drawing; 0 when something else changed. */
export function prepended(before: readonly Row[], rows: readonly Row[]): number {
  const first = before[0]?.id
  return first === undefined
    ? 0
    : Math.max(
        0,
        rows.findIndex((row) => row.id === first),
      )
}

interface Parts {
  readonly box: RefObject<HTMLElement | null>
  readonly list: RefObject<VirtualizerHandle | null>
}

/**
 * Keeps the reader where he is: at the bottom he stays there while messages come and heights change,
 * anywhere else nothing under his eyes moves, whether rows are put before or behind.
 */
export function useScroll({ box, list }: Parts, rows: readonly Row[]) {
  const [atBottom, setAtBottom] = useState(true)
  const stick = useRef(true)
  const lastTop = useRef(0)
  const before = useRef<readonly Row[]>([])
  const shift = prepended(before.current, rows) > 0
  const toBottom = useCallback(() => {
    stick.current = true
    setAtBottom(true)
    // The list's own way to an index goes on for a while, and would pull back who scrolls up meanwhile.
    if (box.current) box.current.scrollTop = box.current.scrollHeight
  }, [box])
  const keep = useCallback(() => {
    if (stick.current) toBottom()
  }, [toBottom])
  useLayoutEffect(() => {
    const opened = before.current.length === 0
    before.current = rows
    const fresh = rows.findIndex((row) => row.fresh)
    if (opened && fresh > 0) list.current?.scrollToIndex(fresh, { align: 'start', offset: -48 })
    else keep()
  }, [rows, list, keep])
  const onScroll = useCallback(() => {
    const scroller = box.current
    if (!scroller) return
    const near = scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < nearPx
    // Rows that turn out higher than they were thought to be are not the reader's doing: only going up lets go of the bottom.
    if (near || scroller.scrollTop < lastTop.current - 1) stick.current = near
    lastTop.current = scroller.scrollTop
    setAtBottom(stick.current)
  }, [box])
  return { shift, atBottom, onScroll, onResize: keep, toBottom }
}

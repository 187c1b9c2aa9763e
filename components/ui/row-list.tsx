'use client'
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { VList, type VListHandle } from 'virtua'

interface Props<Row> {
  label: string
  rows: readonly Row[]
  keyOf(row: Row): string
  /** Headings are passed over by the arrows. */
  isHeading?(row: Row): boolean
  /** What can take the focus in a row carries `data-focus` and this `tabIndex`. */
  children(row: Row, tabIndex: 0 | -1): ReactNode
}

const never = () => false

/** The index the key leads to, or null when it leads nowhere. */
export function stepTo<Row>(rows: readonly Row[], from: number, key: string, isHeading: (row: Row) => boolean): number | null {
  const step = { ArrowDown: 1, ArrowUp: -1, Home: 1, End: -1 }[key]
  if (!step) return null
  let index = { Home: 0, End: rows.length - 1 }[key] ?? from + step
  for (let row = rows[index]; row !== undefined; index += step, row = rows[index]) if (!isHeading(row)) return index
  return null
}

/** A list of any length of which only what is seen is drawn. One stop for Tab; inside, the arrows walk. */
export function RowList<Row>({ label, rows, keyOf, isHeading = never, children }: Props<Row>) {
  const box = useRef<HTMLDivElement>(null)
  const list = useRef<VListHandle>(null)
  const [active, setActive] = useState<string | null>(null)
  const [focusing, setFocusing] = useState(false)
  const found = rows.findIndex((row) => keyOf(row) === active)
  const index = found >= 0 ? found : rows.findIndex((row) => !isHeading(row))
  useEffect(() => {
    if (!focusing) return
    setFocusing(false)
    box.current?.querySelector<HTMLElement>(`[data-row="${index}"] [data-focus]`)?.focus()
  }, [focusing, index])
  const walk = (event: KeyboardEvent) => {
    const next = event.altKey ? null : stepTo(rows, index, event.key, isHeading)
    const row = next === null ? undefined : rows[next]
    if (next === null || row === undefined) return
    event.preventDefault()
    setActive(keyOf(row))
    setFocusing(true)
    list.current?.scrollToIndex(next, { align: 'nearest' })
  }
  const follow = (event: FocusEvent) => {
    const row = rows[Number(event.target.closest<HTMLElement>('[data-row]')?.dataset.row ?? -1)]
    if (row !== undefined) setActive(keyOf(row))
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: the list that only draws what is seen brings elements of its own
    <div ref={box} role="list" aria-label={label} onKeyDown={walk} onFocus={follow} className="min-h-0 flex-1">
      <VList ref={list} data={rows} keepMounted={index >= 0 ? [index] : []} className="overscroll-contain px-2 pb-2">
        {(row, at) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <div role="listitem" data-row={at} key={keyOf(row)}>
            {children(row, at === index ? 0 : -1)}
          </div>
        )}
      </VList>
    </div>
  )
}

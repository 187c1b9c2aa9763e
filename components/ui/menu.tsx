'use client'
import { Check, type LucideIcon } from 'lucide-react'
import { Fragment, type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import { classNames } from './class-names.ts'
import { type Anchor, Popup } from './popup.tsx'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon
  readonly danger?: boolean
  /** One of several, and this is the one. */
  readonly checked?: boolean
  /** A hairline above it. */
  readonly apart?: boolean
  choose(): void
}

interface Props {
  label: string
  items: readonly MenuItem[]
  anchor: Anchor
  onClose(): void
  end?: boolean
}

const steps: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** A menu, open while it is mounted: arrows walk, letters jump, Enter chooses, Esc closes. */
export function Menu({ label, items, anchor, onClose, end = false }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => ref.current?.querySelector('button')?.focus(), [])
  const walk = (event: KeyboardEvent) => {
    const buttons = [...(ref.current?.querySelectorAll('button') ?? [])]
    const index = buttons.findIndex((button) => button.matches(':focus'))
    const letter = event.key.length === 1 ? event.key.toLocaleLowerCase() : null
    const ahead = [...buttons.slice(index + 1), ...buttons.slice(0, index + 1)]
    const next = letter
      ? ahead.find((button) => button.textContent?.toLocaleLowerCase().startsWith(letter))
      : buttons[steps[event.key]?.(index, buttons.length) ?? -1]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <Popup anchor={anchor} onClose={onClose} end={end} className="min-w-44 max-w-80">
      <div ref={ref} role="menu" tabIndex={-1} aria-label={label} onKeyDown={walk}>
        {items.map((item) => (
          <Fragment key={item.id}>
            {item.apart && <hr className="-mx-1 my-1 border-line border-t" />}
            <MenuRow item={item} onClose={onClose} />
          </Fragment>
        ))}
      </div>
    </Popup>
  )
}

function MenuRow({ item, onClose }: { item: MenuItem; onClose(): void }) {
  const Icon = item.icon
  const choose = () => {
    onClose()
    item.choose()
  }
  return (
    <button
      type="button"
      {...(item.checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': item.checked })}
      tabIndex={-1}
      onClick={choose}
      className={classNames(
        'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-start text-sm pointer-coarse:h-10',
        'hover:bg-hover focus-visible:bg-hover focus-visible:outline-none',
        item.danger && 'text-danger',
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.checked && <Check aria-hidden className="size-4 shrink-0 text-accent-text" />}
    </button>
  )
}

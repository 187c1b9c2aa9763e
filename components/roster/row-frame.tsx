'use client'
import { Ellipsis } from 'lucide-react'
import { type MouseEvent, type ReactNode, useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { Menu, type MenuItem } from '../ui/menu.tsx'
import { MenuButton } from '../ui/menu-button.tsx'
import type { Anchor } from '../ui/popup.tsx'
import { useText } from '../ui/text.tsx'

interface Props {
  name: string
  href: string
  current?: boolean
  tabIndex: 0 | -1
  items(): readonly MenuItem[]
  onOpen(): void
  children: ReactNode
}

/** One row of the roster: a link, with its menu on the right click and behind the dots. */
export function RowFrame({ name, href, current = false, tabIndex, items, onOpen, children }: Props) {
  const t = useText()
  const [menuAt, setMenuAt] = useState<Anchor | null>(null)
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen()
  }
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    setMenuAt({ x: event.clientX, y: event.clientY })
  }
  const label = t('roster.actions', { name })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the right click has the same menu as the button in the row
    <div className="group/row relative" onContextMenu={openMenu}>
      <a
        href={href}
        data-focus
        tabIndex={tabIndex}
        aria-current={current ? 'page' : undefined}
        onClick={open}
        className={classNames(
          'flex h-14 items-center gap-3 rounded-md px-2 focus-visible:-outline-offset-2',
          current ? 'bg-selected [--presence-cut:var(--color-selected)]' : '[--presence-cut:var(--color-surface)]',
          !current && 'hover:bg-hover hover:[--presence-cut:var(--color-hover)]',
        )}
      >
        {children}
      </a>
      <span className="absolute end-1.5 top-1 rounded-md bg-hover opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:hidden">
        <MenuButton icon={Ellipsis} label={label} items={items} size="small" tabIndex={tabIndex} />
      </span>
      {menuAt && <Menu label={label} items={items()} anchor={menuAt} onClose={() => setMenuAt(null)} />}
    </div>
  )
}

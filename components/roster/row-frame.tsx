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
  href: string | null
  current?: boolean
  tabIndex: 0 | -1
  items(): readonly MenuItem[]
  onOpen(): void
  children: ReactNode
}

/** One row of the roster, with its menu on the right click and behind the dots. */
export function RowFrame({ name, items, children, ...rest }: Props) {
  const t = useText()
  const [menuAt, setMenuAt] = useState<Anchor | null>(null)
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    setMenuAt({ x: event.clientX, y: event.clientY })
  }
  const label = t('roster.actions', { name })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the right click has the same menu as the button in the row
    <div className="group/row relative" onContextMenu={openMenu}>
      <Opener {...rest}>{children}</Opener>
      <span className="absolute end-1.5 top-1 rounded-md bg-hover opacity-0 focus-within:opacity-100 group-hover/row:opacity-100 has-aria-expanded:opacity-100 pointer-coarse:hidden">
        <MenuButton icon={Ellipsis} label={label} items={items} size="small" tabIndex={rest.tabIndex} />
      </span>
      {menuAt && <Menu label={label} items={items()} anchor={menuAt} onClose={() => setMenuAt(null)} />}
    </div>
  )
}

/** A link, so that it opens in another tab too; a button as long as there is nothing to link to. */
function Opener({ href, current = false, tabIndex, onOpen, children }: Omit<Props, 'name' | 'items'>) {
  const look = classNames(
    'flex h-14 w-full items-center gap-3 rounded-md px-2 text-start focus-visible:-outline-offset-2',
    current ? 'bg-selected [--presence-cut:var(--color-selected)]' : '[--presence-cut:var(--color-surface)]',
    !current && 'hover:bg-hover hover:[--presence-cut:var(--color-hover)]',
  )
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    onOpen()
  }
  if (href === null) {
    return (
      <button type="button" data-focus tabIndex={tabIndex} onClick={onOpen} className={look}>
        {children}
      </button>
    )
  }
  return (
    <a href={href} data-focus tabIndex={tabIndex} aria-current={current ? 'page' : undefined} onClick={follow} className={look}>
      {children}
    </a>
  )
}

'use client'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './icon-button.tsx'
import { Menu, type MenuItem } from './menu.tsx'

interface Props {
  icon: LucideIcon
  label: string
  /** Asked for when the menu opens. */
  items(): readonly MenuItem[]
  size?: 'small' | 'normal'
  className?: string
  tabIndex?: 0 | -1
}

export function MenuButton({ icon, label, items, size = 'normal', className, tabIndex }: Props) {
  const [anchor, setAnchor] = useState<Element | null>(null)
  return (
    <>
      <IconButton
        icon={icon}
        label={label}
        size={size}
        className={className}
        tabIndex={tabIndex}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && <Menu label={label} items={items()} anchor={anchor} onClose={() => setAnchor(null)} end />}
    </>
  )
}

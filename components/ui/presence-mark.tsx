import type { TextKey } from '../../client/i18n/text.ts'
import { classNames } from './class-names.ts'
import { useText } from './text.tsx'

export type Presence = 'online' | 'away' | 'busy' | 'hidden' | 'offline'

const colours = { online: 'text-online', away: 'text-away', busy: 'text-busy', hidden: 'text-offline', offline: 'text-offline' } as const
const names = {
  online: 'presence.online',
  away: 'presence.away',
  busy: 'presence.busy',
  hidden: 'presence.hidden',
  offline: 'presence.offline',
} as const satisfies Record<Presence, TextKey>

/** Told apart by shape and by colour: full circle, clock, dash, ring. */
function Shape({ show }: { show: Presence }) {
  const cut = 'var(--presence-cut, var(--color-canvas))'
  const line = { stroke: cut, strokeWidth: 1.75, strokeLinecap: 'round', strokeLinejoin: 'round', fill: 'none' } as const
  if (show === 'offline' || show === 'hidden') return <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="2" />
  return (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      {show === 'away' && <path d="M6 3.2V6.2L7.9 7.6" {...line} />}
      {show === 'busy' && <path d="M3.6 6h4.8" {...line} />}
    </>
  )
}

export function PresenceMark({ show, className }: { show: Presence; className?: string }) {
  const label = useText()(names[show])
  return (
    <svg viewBox="0 0 12 12" role="img" aria-label={label} className={classNames('size-3 shrink-0', colours[show], className)}>
      <title>{label}</title>
      <Shape show={show} />
    </svg>
  )
}

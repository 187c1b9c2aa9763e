'use client'
import { Check } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useMe, useNetworks } from '../../client/hooks.ts'
import type { Me, Show } from '../../contract/entities.ts'
import { limits } from '../../contract/limits.ts'
import { useCommand } from '../shell/use-command.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { Popup } from '../ui/popup.tsx'
import { PresenceMark } from '../ui/presence-mark.tsx'
import { useText } from '../ui/text.tsx'
import { TextField } from '../ui/text-field.tsx'

/** Who one is and how one is seen, with the menu that changes it. */
export function OwnPresence() {
  const t = useText()
  const me = useMe()
  const [anchor, setAnchor] = useState<Element | null>(null)
  if (!me) return <span className="h-11 flex-1" />
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        aria-label={t('presence.menu', { show: t(`presence.${me.show}`) })}
        onClick={(event) => setAnchor(event.currentTarget)}
        className="flex h-11 min-w-0 flex-1 items-center gap-3 rounded-md px-2 text-start [--presence-cut:var(--color-surface)] hover:bg-hover"
      >
        <Avatar name={me.name} seed={me.login ?? me.id} picture={me.avatar} size={32} presence={me.show} />
        <span className="min-w-0">
          <span className="block truncate font-semibold">{me.name}</span>
          <span className="block truncate text-ink-muted text-xs">{me.status || t(`presence.${me.show}`)}</span>
        </span>
      </button>
      {anchor && (
        <Popup anchor={anchor} onClose={() => setAnchor(null)} className="w-72">
          <PresencePanel me={me} onClose={() => setAnchor(null)} />
        </Popup>
      )}
    </>
  )
}

function PresencePanel({ me, onClose }: { me: Me; onClose(): void }) {
  const t = useText()
  const run = useCommand()
  const [status, setStatus] = useState(me.status)
  const canHide = useNetworks().some((network) => network.abilities.invisible !== 'none')
  const shows: Show[] = canHide ? ['online', 'away', 'busy', 'hidden'] : ['online', 'away', 'busy']
  const set = (show: Show) => {
    onClose()
    void run('presence.set', { show, status: status.trim() })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    set(me.show)
  }
  return (
    <>
      {shows.map((show) => (
        <ShowButton key={show} show={show} current={show === me.show} onChoose={() => set(show)} />
      ))}
      <form onSubmit={submit} className="-mx-1 mt-1 flex items-end gap-2 border-line border-t p-3 pb-2">
        <div className="flex-1">
          <TextField
            label={t('presence.status')}
            placeholder={t('presence.statusHint')}
            value={status}
            maxLength={limits.statusLength}
            onChange={(event) => setStatus(event.target.value)}
          />
        </div>
        <Button type="submit" className="h-9">
          {t('presence.set')}
        </Button>
      </form>
    </>
  )
}

function ShowButton({ show, current, onChoose }: { show: Show; current: boolean; onChoose(): void }) {
  const t = useText()
  return (
    <button
      type="button"
      aria-pressed={current}
      data-first={current || undefined}
      onClick={onChoose}
      className={classNames(
        'flex h-8 w-full items-center gap-2.5 rounded-md px-2 text-start [--presence-cut:var(--color-raised)] hover:bg-hover pointer-coarse:h-10',
        'focus-visible:-outline-offset-2',
      )}
    >
      <span aria-hidden className="flex">
        <PresenceMark show={show} />
      </span>
      <span className="flex-1">{t(`presence.${show}`)}</span>
      {current && <Check aria-hidden className="size-4 text-accent-text" />}
    </button>
  )
}

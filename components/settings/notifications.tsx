'use client'
import { BellOff } from 'lucide-react'
import { useState } from 'react'
import { chime } from '../../client/notify.ts'
import { Switch } from '../ui/switch.tsx'
import { useText } from '../ui/text.tsx'
import { type Permission, usePermission } from './use-permission.ts'
import { useSettings } from './use-settings.ts'

export function Notifications() {
  const t = useText()
  const { settings, set } = useSettings()
  if (!settings) return null
  const setSound = (sound: boolean) => {
    if (sound) chime()
    set({ sound })
  }
  return (
    <div className="flex flex-col divide-y divide-line *:py-3">
      <Switch label={t('settings.sound')} hint={t('settings.soundHint')} on={settings.sound} onChange={setSound} />
      <Desktop on={settings.desktop} onChange={(desktop) => set({ desktop })} />
    </div>
  )
}

/** Needs the browser's permission as well as the person's wish. */
function Desktop({ on, onChange }: { on: boolean; onChange(on: boolean): void }) {
  const t = useText()
  const { permission, ask } = usePermission()
  const [asking, setAsking] = useState(false)
  const change = async (wanted: boolean) => {
    if (!wanted) return onChange(false)
    setAsking(true)
    if (await ask()) onChange(true)
    setAsking(false)
  }
  const barred = permission === 'denied' || permission === 'missing'
  return (
    <div>
      <Switch
        label={t('settings.desktop')}
        hint={t('settings.desktopHint')}
        on={on && permission === 'granted'}
        disabled={barred || asking}
        onChange={(wanted) => void change(wanted)}
      />
      {barred && <Barred permission={permission} />}
    </div>
  )
}

function Barred({ permission }: { permission: Permission }) {
  const t = useText()
  return (
    <p className="mt-1 flex items-start gap-2 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      <BellOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(permission === 'denied' ? 'settings.desktopBlocked' : 'settings.desktopMissing')}
    </p>
  )
}

'use client'
import { commandKey } from '../shell/keys.ts'
import { Switch } from '../ui/switch.tsx'
import { useText } from '../ui/text.tsx'
import { useSettings } from './use-settings.ts'

export function Chatting() {
  const t = useText()
  const { settings, set } = useSettings()
  if (!settings) return null
  return (
    <div className="flex flex-col divide-y divide-line *:py-3">
      <Switch
        label={t('settings.enterSends')}
        hint={t('settings.enterSendsHint', { key: commandKey() })}
        on={settings.enterSends}
        onChange={(enterSends) => set({ enterSends })}
      />
      <Switch
        label={t('settings.receipts')}
        hint={t('settings.receiptsHint')}
        on={settings.sendReceipts}
        onChange={(sendReceipts) => set({ sendReceipts })}
      />
      <Switch
        label={t('settings.typing')}
        hint={t('settings.typingHint')}
        on={settings.sendTyping}
        onChange={(sendTyping) => set({ sendTyping })}
      />
    </div>
  )
}

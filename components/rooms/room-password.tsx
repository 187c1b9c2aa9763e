'use client'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { PasswordField } from '../ui/password-field.tsx'
import { useText } from '../ui/text.tsx'

/** For a room that lets nobody in without its password. */
export function RoomPassword({ busy, onEnter }: { busy: boolean; onEnter(password: string): void }) {
  const t = useText()
  const [password, setPassword] = useState('')
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (password) onEnter(password)
      }}
      className="mt-3 flex items-end gap-2"
    >
      <div className="flex-1">
        <PasswordField
          label={t('rooms.password')}
          autoComplete="off"
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <Button type="submit" busy={busy} className="h-9">
        {t('rooms.join')}
      </Button>
    </form>
  )
}
